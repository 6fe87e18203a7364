package dev.tradewind.gateway.docs;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Puts OpenAPI documents together: only what the gateway lets through, and names that mean two things told apart.
final class Merge {

    static final String MISSING = "x-missing-services";

    private static final List<String> PUBLISHED = List.of("/api/", "/.well-known/", "/media/", "/oauth2/");
    private static final String COMPONENTS = "components";
    private static final String REFERENCE = "$ref";

    private final ObjectNode result;
    private final ObjectNode paths;
    private final ObjectNode components;
    private final Set<String> operationIds = new HashSet<>();
    private final Set<String> tags = new HashSet<>();

    Merge(JsonMapper json) {
        result = json.createObjectNode().put("openapi", "3.1.0");
        result.putObject("info").put("title", "Tradewind").put("version", "1");
        result.putArray("servers").addObject().put("url", "/");
        paths = result.putObject("paths");
        components = result.putObject(COMPONENTS);
    }

    /// A document that is missing is noted.
    void add(String service, JsonNode document) {
        if (!(document.path("paths") instanceof ObjectNode offered)) {
            result.withArray(MISSING).add(service);
            return;
        }
        var named = document.deepCopy();
        rewrite(named, renamed(service, named.path(COMPONENTS)));
        copyComponents(service, named.path(COMPONENTS), document.path(COMPONENTS));
        for (var path : offered.propertyNames()) {
            if (PUBLISHED.stream().anyMatch(path::startsWith)) {
                var operations = named.path("paths").path(path);
                describe(service, operations);
                paths.set(path, operations);
            }
        }
    }

    ObjectNode result() {
        return result;
    }

    /// References that must change: to what has a name already used for something else, or to what refers to such.
    private Map<String, String> renamed(String service, JsonNode theirs) {
        var renamed = new HashMap<String, String>();
        int before;
        do {
            before = renamed.size();
            for (var section : theirs.propertyNames()) {
                for (var name : theirs.path(section).propertyNames()) {
                    var ours = components.path(section).path(name);
                    var other = theirs.path(section).path(name);
                    if (!ours.isMissingNode() && (!ours.equals(other) || refersTo(other, renamed.keySet()))) {
                        renamed.put(reference(section, name), reference(section, prefix(service) + name));
                    }
                }
            }
        } while (renamed.size() > before);
        return renamed;
    }

    private void copyComponents(String service, JsonNode named, JsonNode original) {
        for (var section : original.propertyNames()) {
            var target = components.withObjectProperty(section);
            for (var name : original.path(section).propertyNames()) {
                var component = named.path(section).path(name);
                var taken = target.has(name) && !target.path(name).equals(component);
                target.set(taken ? prefix(service) + name : name, component);
            }
        }
    }

    /// Names of operations must be unique, and operations are shown by service.
    private void describe(String service, JsonNode operations) {
        for (var operation : operations) {
            if (operation instanceof ObjectNode known && known.has("responses")) {
                var id = known.path("operationId").asString("");
                if (!id.isEmpty() && !operationIds.add(id)) {
                    known.put("operationId", prefix(service) + id);
                }
                known.putArray("tags").add(service);
                if (tags.add(service)) {
                    result.withArray("tags").addObject().put("name", service);
                }
            }
        }
    }

    private static boolean refersTo(JsonNode node, Set<String> references) {
        if (references.contains(node.path(REFERENCE).asString(""))) {
            return true;
        }
        for (var child : node) {
            if (refersTo(child, references)) {
                return true;
            }
        }
        return false;
    }

    private static void rewrite(JsonNode node, Map<String, String> renamed) {
        if (node instanceof ObjectNode object && object.get(REFERENCE) instanceof StringNode reference) {
            var other = renamed.get(reference.asString());
            if (other != null) {
                object.put(REFERENCE, other);
            }
        }
        if (node instanceof ObjectNode || node instanceof ArrayNode) {
            node.forEach(it -> rewrite(it, renamed));
        }
    }

    private static String reference(String section, String name) {
        return "#/" + COMPONENTS + "/" + section + "/" + name;
    }

    /// `order-service` gives `Order`.
    private static String prefix(String service) {
        return Character.toUpperCase(service.charAt(0)) + service.substring(1, service.indexOf('-'));
    }
}

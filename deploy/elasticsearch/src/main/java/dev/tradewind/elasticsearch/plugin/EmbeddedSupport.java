package dev.tradewind.elasticsearch.plugin;

import static java.util.Map.entry;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishMinimalStemFilter;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.TrimFilter;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenFilter;
import org.apache.lucene.analysis.pt.PortugueseLightStemFilter;
import org.apache.lucene.analysis.pt.PortugueseMinimalStemFilter;
import org.apache.lucene.analysis.pt.PortugueseStemFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.elasticsearch.cluster.node.DiscoveryNodes;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.features.NodeFeature;
import org.elasticsearch.index.analysis.PreConfiguredTokenFilter;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.ActionPlugin;
import org.elasticsearch.plugins.AnalysisPlugin;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.rest.RestHandler;

/// Token filters over the Lucene classes that the official distribution uses, under the names and settings it gives
/// them, so that both accept the same index; and `GET /`, which clients ask first.
public final class EmbeddedSupport extends Plugin implements AnalysisPlugin, ActionPlugin {

    @Override
    public Collection<RestHandler> getRestHandlers(
            RestHandlersServices services,
            Supplier<DiscoveryNodes> nodes,
            Predicate<NodeFeature> clusterSupportsFeature) {
        return List.of(new InfoHandler(nodes));
    }

    @Override
    public Map<String, AnalysisProvider<TokenFilterFactory>> getTokenFilters() {
        return Map.ofEntries(
                entry(
                        "asciifolding",
                        normalizing((in, settings) ->
                                new ASCIIFoldingFilter(in, settings.getAsBoolean("preserve_original", false)))),
                entry("trim", normalizing((in, _) -> new TrimFilter(in))),
                entry(
                        "stemmer",
                        changing((in, settings) -> stem(in, settings.get("language", settings.get("name", "porter"))))),
                entry(
                        "snowball",
                        changing((in, settings) -> new SnowballFilter(in, settings.get("language", "English")))),
                entry("edge_ngram", changing(EmbeddedSupport::edges)),
                entry(
                        "synonym_graph",
                        AnalysisPlugin.requiresAnalysisSettings(
                                (_, _, name, settings) -> new SynonymGraph(name, settings))));
    }

    @Override
    public List<PreConfiguredTokenFilter> getPreConfiguredTokenFilters() {
        return List.of(
                PreConfiguredTokenFilter.singleton("asciifolding", true, ASCIIFoldingFilter::new),
                PreConfiguredTokenFilter.singleton("trim", true, TrimFilter::new),
                PreConfiguredTokenFilter.singleton("porter_stem", false, PorterStemFilter::new),
                PreConfiguredTokenFilter.singleton("snowball", false, in -> new SnowballFilter(in, "English")));
    }

    private static TokenStream edges(TokenStream in, Settings settings) {
        return new EdgeNGramTokenFilter(
                in,
                settings.getAsInt("min_gram", 1),
                settings.getAsInt("max_gram", 2),
                settings.getAsBoolean("preserve_original", false));
    }

    private static TokenStream stem(TokenStream in, String language) {
        return switch (language.toLowerCase(Locale.ROOT)) {
            case "porter", "english" -> new PorterStemFilter(in);
            case "porter2" -> new SnowballFilter(in, "English");
            case "light_english" -> new KStemFilter(in);
            case "minimal_english" -> new EnglishMinimalStemFilter(in);
            case "possessive_english" -> new EnglishPossessiveFilter(in);
            case "light_portuguese" -> new PortugueseLightStemFilter(in);
            case "minimal_portuguese" -> new PortugueseMinimalStemFilter(in);
            case "portuguese_rslp" -> new PortugueseStemFilter(in);
            case String other ->
                throw new IllegalArgumentException("stemmer language [" + other + "] is not known here");
        };
    }

    /// A filter that the terms of prefix queries and keyword normalizers go through as well.
    private static AnalysisProvider<TokenFilterFactory> normalizing(FilterFactory.Filter filter) {
        return (_, _, name, settings) -> new FilterFactory(name, settings, filter, true);
    }

    private static AnalysisProvider<TokenFilterFactory> changing(FilterFactory.Filter filter) {
        return (_, _, name, settings) -> new FilterFactory(name, settings, filter, false);
    }
}

package dev.tradewind.verify.bug;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Wrong code, switched on inside a running service: attached from outside, and gone with the process. The services
/// themselves know nothing of it.
public final class SeededBug implements ClassFileTransformer {

    private final String type;
    private final String method;
    private final String wrong;

    private SeededBug(String type, String method, String wrong) {
        this.type = type;
        this.method = method;
        this.wrong = wrong;
    }

    /// @param words class, method and what it does wrong from now on, separated by blanks
    public static void agentmain(String words, Instrumentation instrumentation) throws UnmodifiableClassException {
        var word = words.split(" ", -1);
        instrumentation.addTransformer(new SeededBug(word[0], word[1], word[2]), true);
        instrumentation.retransformClasses(Arrays.stream(instrumentation.getAllLoadedClasses())
                .filter(it -> it.getName().equals(word[0]))
                .toArray(Class<?>[]::new));
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            String name,
            @Nullable Class<?> redefined,
            ProtectionDomain domain,
            byte[] bytes) {
        if (loader == null || !type.replace('.', '/').equals(name)) {
            return null;
        }
        var classes = ClassFile.of(
                ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(loader)));
        return classes.transformClass(
                classes.parse(bytes),
                ClassTransform.transformingMethods(it -> it.methodName().equalsString(method), (builder, element) -> {
                    if (element instanceof CodeModel) {
                        builder.withCode(this::write);
                    } else {
                        builder.with(element);
                    }
                }));
    }

    private void write(CodeBuilder code) {
        switch (wrong) {
            case "answers-an-empty-set" -> {
                var set = ClassDesc.of("java.util.HashSet");
                code.new_(set)
                        .dup()
                        .invokespecial(set, ConstantDescs.INIT_NAME, MethodTypeDesc.of(ConstantDescs.CD_void))
                        .areturn();
            }
            case String unknown -> throw new IllegalArgumentException("wrong: " + unknown);
        }
    }
}

package org.sosgi.itests.gates;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.AccessibleObject;
import java.util.Set;

/** What no class of ours may do. Who must all the same is named here, with the reason. */
final class Rules {

    /** {@code sosgi start} starts the agent in the background: this program again, by no shell and with no text of anybody else. */
    private static final Set<String> STARTS_PROGRAMS = Set.of("org.sosgi.launcher.Background");

    /** Off by default, per connection, warned of at each start and shown as insecure_tls. */
    private static final String TRUSTS_WITHOUT_LOOKING = "org.sosgi.http.Unverified";

    /** Ask the trust manager of Java: one says in plain words why it refused, the other reads its file again when that changes. */
    private static final Set<String> ASK_JAVA =
            Set.of("org.sosgi.http.ClearTrust", "org.sosgi.httpserver.ClientAuthority");

    /** What is made up for a demonstration, and by how much a retry waits longer: no secrets. */
    private static final Set<String> GUESSABLE = Set.of("org.sosgi.simulator.", "org.sosgi.engine.Backoff");

    private static final Set<String> GUESSABLE_SOURCES = Set.of(
            "java.util.Random",
            "java.util.SplittableRandom",
            "java.util.concurrent.ThreadLocalRandom",
            "java.util.random.RandomGenerator");

    static final ArchRule NO_DESERIALISATION = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.ObjectInputStream")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.beans.XMLDecoder")
            .because("what arrives never says which classes are made of it");

    static final ArchRule NO_READ_OBJECT = noMethods()
            .should()
            .haveName("readObject")
            .orShould()
            .haveName("readResolve")
            .orShould()
            .haveName("readExternal")
            .because("nothing of ours is deserialised by Java");

    static final ArchRule NO_PROGRAMS = noClasses()
            .that(notAmong(STARTS_PROGRAMS))
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ProcessBuilder.class)
            .orShould()
            .callMethodWhere(callOf(Runtime.class, "exec"))
            .because("the agent starts no programs");

    static final ArchRule NO_BLIND_TRUST = noClasses()
            .that(notAmong(Set.of(TRUSTS_WITHOUT_LOOKING)))
            .and(notAmong(ASK_JAVA))
            .should()
            .beAssignableTo("javax.net.ssl.X509TrustManager")
            .orShould()
            .beAssignableTo("javax.net.ssl.HostnameVerifier")
            .orShould()
            .beAssignableTo("org.apache.hc.core5.ssl.TrustStrategy")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching(
                    ".*\\.(NoopHostnameVerifier|TrustAllStrategy|TrustSelfSignedStrategy|InsecureTrustManagerFactory)")
            .because("who is at the other end is Java's to check, and checked always");

    static final ArchRule NO_FORCED_ACCESS = noClasses()
            .should()
            .callMethodWhere(callOf(AccessibleObject.class, "setAccessible"))
            .orShould()
            .callMethodWhere(callOf(AccessibleObject.class, "trySetAccessible"))
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("sun..", "jdk.internal..")
            .because("what is private stays private");

    static final ArchRule NO_GUESSABLE_RANDOM = noClasses()
            .that(describe(
                    "need no secrets",
                    type -> GUESSABLE.stream().noneMatch(part -> type.getName().startsWith(part))))
            .should()
            .dependOnClassesThat(describe("are guessable", type -> GUESSABLE_SOURCES.contains(type.getName())))
            .orShould()
            .callMethod(Math.class, "random")
            .because("secrets come from SecureRandom, and where there is no other source nobody takes the wrong one");

    static final ArchRule NAMES = noClasses()
            .should()
            .haveNameMatching(".*(Impl|Manager|Helper|Helpers|Util|Utils)")
            .because("a name says what a thing is");

    static final ArchRule NO_CHANGING_STATICS = fields().that()
            .areStatic()
            .should()
            .beFinal()
            .because("state belongs to an instance, which a bundle's end takes along");

    static final ArchRule NO_STATIC_STATE = noFields()
            .that()
            .areStatic()
            .should()
            .haveRawType(describe("are made to change", Rules::isMadeToChange))
            .because("state belongs to an instance, which a bundle's end takes along");

    private Rules() {}

    private static boolean isMadeToChange(JavaClass type) {
        return type.getPackageName().startsWith("java.util.concurrent.atomic")
                || type.isAssignableTo("java.util.concurrent.ConcurrentMap")
                || type.isAssignableTo("java.util.AbstractCollection")
                || type.isAssignableTo("java.util.AbstractMap")
                || type.isAssignableTo("java.util.concurrent.Executor")
                || type.isAssignableTo(ThreadLocal.class)
                || type.isAssignableTo(StringBuilder.class)
                || type.isAssignableTo(Thread.class);
    }

    private static DescribedPredicate<JavaClass> notAmong(Set<String> names) {
        return describe(
                "are not " + names,
                type -> names.stream()
                        .noneMatch(name ->
                                type.getName().equals(name) || type.getName().startsWith(name + "$")));
    }

    private static DescribedPredicate<JavaAccess<?>> callOf(Class<?> owner, String method) {
        return describe(
                owner.getSimpleName() + "." + method,
                call -> call.getName().equals(method) && assignableTo(owner).test(call.getTargetOwner()));
    }
}

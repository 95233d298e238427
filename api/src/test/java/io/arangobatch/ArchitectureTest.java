package io.arangobatch;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@AnalyzeClasses(packages = "io.arangobatch", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] EXPORTED = {
        "io.arangobatch", "io.arangobatch.request", "io.arangobatch.model", "io.arangobatch.spi"
    };

    @ArchTest
    static final ArchRule theSpiRefersToTheJdkAndItselfOnly = classes()
            .that()
            .resideInAPackage("io.arangobatch.spi")
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage("java..", "javax.net.ssl", "io.arangobatch.spi", "org.jspecify..")
                            .or(type(ArangoException.class)));

    @ArchTest
    static final ArchRule theDriverKnowsNoTransport =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.arangobatch.transport..");

    @ArchTest
    static final ArchRule theDriverNeedsJacksonAndNothingElse = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..", "javax..", "io.arangobatch..", "com.fasterxml.jackson..", "org.jspecify.."));

    @ArchTest
    static final ArchRule internalsAreCalledThroughTheFrontDoorOnly = noClasses()
            .that()
            .resideInAnyPackage("io.arangobatch", "io.arangobatch.model", "io.arangobatch.spi")
            .and(describe(
                    "are neither the driver, its configuration, a facade nor a document to be read",
                    c -> !isFrontDoor(c)))
            .should()
            .dependOnClassesThat(resideInAPackage("io.arangobatch.internal.."));

    private static boolean isFrontDoor(JavaClass c) {
        return Set.of(
                        "ArangoDriver",
                        "ConnectionConfig",
                        "Builder",
                        "ArangoCollection",
                        "BatchCollection",
                        "StoredDocument")
                .contains(c.getSimpleName());
    }

    @ArchTest
    static final ArchRule whatIsPublicMentionsNoInternals =
            classes().that().resideInAnyPackage(EXPORTED).and().arePublic().should(mentionNoInternals());

    @ArchTest
    static final ArchRule everyPackageIsNullMarked = classes()
            .that()
            .haveSimpleName("package-info")
            .should()
            .beAnnotatedWith("org.jspecify.annotations.NullMarked");

    @ArchTest
    static final ArchRule nothingIsPrinted = noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace");

    @ArchTest
    static final ArchRule loggingGoesThroughSystemLogger =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("java.util.logging..", "org.slf4j..");

    @ArchTest
    static final ArchRule nobodySleepsOrEndsTheProcess = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(System.class, "exit", int.class);

    @ArchTest
    static final ArchRule noMethodIsSynchronized = methods().should().notHaveModifier(JavaModifier.SYNCHRONIZED);

    @Test
    void noBlockIsSynchronized() {
        Path sources = Path.of(System.getProperty("project.root"), "api", "src", "main", "java");
        try (Stream<Path> files = Files.walk(sources)) {
            List<Path> java =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(java)
                    .hasSizeGreaterThan(100)
                    .noneMatch(file -> text(file).contains("synchronized ("));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ArchCondition<JavaClass> mentionNoInternals() {
        return new ArchCondition<>("mention no internals in a signature") {
            @Override
            public void check(JavaClass c, ConditionEvents events) {
                c.getSuperclass().ifPresent(superclass -> checkType(c.getName(), superclass, events));
                c.getInterfaces().forEach(implemented -> checkType(c.getName(), implemented, events));
                c.getMembers().stream().filter(ArchitectureTest::isApi).forEach(member -> checkMember(member, events));
            }
        };
    }

    private static boolean isApi(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static void checkMember(JavaMember member, ConditionEvents events) {
        if (member instanceof JavaCodeUnit code) {
            checkType(member.getFullName(), code.getReturnType(), events);
            code.getParameterTypes().forEach(parameter -> checkType(member.getFullName(), parameter, events));
            code.getExceptionTypes().forEach(thrown -> checkType(member.getFullName(), thrown, events));
        } else {
            checkTypes(member.getFullName(), member.getAllInvolvedRawTypes(), events);
        }
    }

    private static void checkType(String where, JavaType type, ConditionEvents events) {
        checkTypes(where, type.getAllInvolvedRawTypes(), events);
    }

    private static void checkTypes(String where, Collection<JavaClass> types, ConditionEvents events) {
        for (JavaClass mentioned : types) {
            if (mentioned.getPackageName().startsWith("io.arangobatch.internal")) {
                events.add(SimpleConditionEvent.violated(mentioned, where + " mentions " + mentioned.getName()));
            }
        }
    }
}

package io.arangobatch.tck.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.tck.server.EmbeddedArango;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every block of Java in the README and the documents compiles; the quick start does what its comments say. */
class DocumentedCodeTest {

    private static final Path ROOT = Path.of(System.getProperty("project.root"));

    @TempDir
    Path folder;

    private static List<CodeBlock> blocks() throws IOException {
        List<CodeBlock> blocks = new ArrayList<>(CodeBlock.in(ROOT.resolve("README.md")));
        try (Stream<Path> documents = Files.list(ROOT.resolve("docs"))) {
            for (Path document : documents
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList()) {
                blocks.addAll(CodeBlock.in(document));
            }
        }
        return blocks;
    }

    private Path compile(CodeBlock block, String classPath) throws IOException {
        Path target = Files.createTempDirectory(folder, "block");
        Path source = target.resolve(block.typeName() + ".java");
        Files.writeString(source, block.asSourceFile());
        StringWriter messages = new StringWriter();
        int status = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        new PrintWriter(messages),
                        new PrintWriter(messages),
                        "-proc:none",
                        "-encoding",
                        "UTF-8",
                        "-cp",
                        classPath,
                        "-d",
                        target.toString(),
                        source.toString());
        assertThat(status).as("%s: %s", block, messages).isZero();
        return target;
    }

    @TestFactory
    Stream<DynamicTest> theJavaOfTheDocumentsCompiles() throws IOException {
        List<CodeBlock> blocks = blocks();
        assertThat(blocks).hasSizeGreaterThan(10);
        // Documents build on each other: what one shows as a whole file, another one uses.
        StringBuilder classPath = new StringBuilder(System.getProperty("java.class.path"));
        for (CodeBlock block : blocks) {
            if (block.isWholeFile()) {
                classPath.append(File.pathSeparator).append(compile(block, classPath.toString()));
            }
        }
        return blocks.stream()
                .filter(block -> !block.isWholeFile())
                .map(block -> DynamicTest.dynamicTest(block.toString(), () -> compile(block, classPath.toString())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"httpclient", "netty"})
    void theQuickStartPrintsWhatItsCommentsSay(String transport) throws Exception {
        CodeBlock quickStart = CodeBlock.in(ROOT.resolve("README.md")).stream()
                .filter(block -> block.typeName().equals("QuickStart"))
                .findFirst()
                .orElseThrow();
        URL classes = compile(quickStart, System.getProperty("java.class.path"))
                .toUri()
                .toURL();
        try (EmbeddedArango arango = EmbeddedArango.start();
                URLClassLoader loader =
                        new URLClassLoader(new URL[] {classes}, getClass().getClassLoader())) {
            String url = "arangodb://127.0.0.1:" + arango.port() + "/_system?transport=" + transport;

            assertThat(printedBy(loader.loadClass("QuickStart"), url))
                    .containsExactly("students/Kris", "Rita", "100000", "1 of 4 failed", "400 1501");
        }
    }

    private static List<String> printedBy(Class<?> program, String argument) throws ReflectiveOperationException {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            program.getMethod("main", String[].class).invoke(null, (Object) new String[] {argument});
        } finally {
            System.setOut(console);
        }
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }
}

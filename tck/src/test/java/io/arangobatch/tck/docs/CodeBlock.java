package io.arangobatch.tck.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A block of Java in a Markdown file. */
record CodeBlock(String file, int line, String code) {

    private static final Pattern TYPE = Pattern.compile(
            "^(?:public |final |abstract |sealed |@\\w+(?:\\(.*\\))?\\s+)*(?:class|record|interface|enum) (\\w+)",
            Pattern.MULTILINE);

    private static final String IMPORTS = """
            import static org.assertj.core.api.Assertions.*;
            import com.fasterxml.jackson.databind.JsonNode;
            import io.arangobatch.*;
            import io.arangobatch.model.*;
            import io.arangobatch.request.*;
            import io.arangobatch.spi.*;
            import io.arangobatch.tck.*;
            import io.arangobatch.tck.server.*;
            import java.time.*;
            import java.util.*;
            import java.util.concurrent.*;
            import javax.net.ssl.*;
            import org.junit.jupiter.api.*;
            import org.junit.jupiter.api.extension.*;
            """;

    static List<CodeBlock> in(Path file) throws IOException {
        List<CodeBlock> blocks = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        int begin = -1;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (begin < 0 && line.equals("```java")) {
                begin = i + 1;
            } else if (begin >= 0 && line.equals("```")) {
                blocks.add(new CodeBlock(
                        file.getFileName().toString(), begin, String.join("\n", lines.subList(begin, i)) + "\n"));
                begin = -1;
            }
        }
        return blocks;
    }

    /** Whether it is a whole source file, which a reader can copy as it is. */
    boolean isWholeFile() {
        return code.startsWith("import ") || code.startsWith("package ");
    }

    /** The type that it declares, or a name for what is wrapped into one. */
    String typeName() {
        Matcher type = TYPE.matcher(code);
        return type.find() ? type.group(1) : "Wrapped";
    }

    String asSourceFile() {
        if (isWholeFile()) {
            return code;
        }
        if (TYPE.matcher(code).find()) {
            return IMPORTS + code;
        }
        return IMPORTS + "class Wrapped { void run() throws Exception {\n" + code + "} }\n";
    }

    @Override
    public String toString() {
        return file + ", line " + line;
    }
}

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file of notices, one JSON object a line, that several threads may read from. */
final class Notices implements AutoCloseable {
  record Notice(int number, String text, long day, List<String> references) {}

  private final BufferedReader lines;
  private final JsonFactory json = new JsonFactory();

  Notices(Path path) throws IOException {
    lines = new BufferedReader(Files.newBufferedReader(path), 1 << 20);
  }

  /** The next notice, or null after the last. */
  Notice next() throws IOException {
    String line;
    synchronized (lines) {
      line = lines.readLine();
    }
    return line == null ? null : parse(line);
  }

  /** 2021-10-26 → 20211026. */
  static long dayNumber(String day) {
    return Long.parseLong(day.replace("-", ""));
  }

  private Notice parse(String line) throws IOException {
    int number = 0;
    String text = "";
    long day = 0;
    List<String> references = new ArrayList<>();
    try (JsonParser parser = json.createParser(line)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
          case "id" -> number = Integer.parseInt(parser.getText().substring(1));
          case "text" -> text = parser.getText();
          case "date" -> day = dayNumber(parser.getText());
          case "references" -> {
            while (parser.nextToken() != JsonToken.END_ARRAY) references.add(parser.getText());
          }
          default -> parser.skipChildren();
        }
      }
    }
    return new Notice(number, text, day, references);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}

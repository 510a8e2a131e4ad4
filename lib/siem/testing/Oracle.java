/*
 * What Java itself says: each input line is a command and its arguments in Base64, each output line the answer.
 * One JVM runs all cases of a test. Texts travel as UTF-16 units, so that no encoder changes them.
 */
import java.io.*;
import java.nio.*;
import java.nio.charset.*;
import java.text.*;
import java.util.*;
import java.util.regex.*;

public class Oracle {
  static String text(String base64) {
    return ByteBuffer.wrap(Base64.getDecoder().decode(base64)).asCharBuffer().toString();
  }

  static String code(String text) {
    ByteBuffer units = ByteBuffer.allocate(2 * text.length());
    units.asCharBuffer().put(text);
    return Base64.getEncoder().encodeToString(units.array());
  }

  static String properties(byte[] bytes, Charset charset) throws IOException {
    Properties read = new Properties();
    if (charset == null) read.load(new ByteArrayInputStream(bytes));
    else read.load(new InputStreamReader(new ByteArrayInputStream(bytes), charset));
    StringJoiner answer = new StringJoiner(",");
    for (String key : new TreeSet<>(read.stringPropertyNames())) answer.add(code(key) + ":" + code(read.getProperty(key)));
    return answer.toString();
  }

  static String answer(String[] words) throws IOException {
    switch (words[0]) {
      case "latin1": return properties(Base64.getDecoder().decode(words[1]), null);
      case "utf8": return properties(Base64.getDecoder().decode(words[1]), StandardCharsets.UTF_8);
      case "group": {
        Matcher match = Pattern.compile(text(words[1])).matcher(text(words[2]));
        return match.matches() && match.group(1) != null ? code(match.group(1)) : "none";
      }
      case "time": {
        String stripped = text(words[1]).replaceAll(text(words[2]), text(words[3]));
        try { return String.valueOf(new SimpleDateFormat(text(words[4])).parse(stripped).getTime()); }
        catch (ParseException unreadable) { return "none"; }
      }
      default: throw new IllegalArgumentException(words[0]);
    }
  }

  public static void main(String[] args) throws IOException {
    BufferedReader input = new BufferedReader(new InputStreamReader(System.in));
    for (String line; (line = input.readLine()) != null; ) System.out.println(answer(line.split(" ", -1)));
  }
}

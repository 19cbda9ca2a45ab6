import { source } from './dialect.ts';

/** The JDK reads no JSON, and a verifier should not need a library for two fields of it. */
export const javaJsonReader: readonly string[] = [
  '// The JDK has no JSON. Objects become maps, lists lists, and everything else text: numbers as they are written.',
  ...source(String.raw`
    static Object jsonOf(byte[] body) throws WebhookException {
      try {
        String text = StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(body)).toString();
        JsonReader reader = new JsonReader(text);
        Object value = reader.value(0);
        if (reader.at == text.length()) return value;
      } catch (java.nio.charset.CharacterCodingException | IllegalArgumentException | IndexOutOfBoundsException error) {
        throw new WebhookException("the body is not JSON");
      }
      throw new WebhookException("the body is not JSON");
    }

    static class JsonReader {
      final String text;
      int at = 0;

      JsonReader(String text) {
        this.text = text;
      }

      Object value(int depth) {
        if (depth > 200) throw new IllegalArgumentException("nested too deeply");
        skipBlanks();
        Object value;
        switch (text.charAt(at)) {
          case '{':
            value = object(depth);
            break;
          case '[':
            value = list(depth);
            break;
          case '"':
            value = string();
            break;
          default:
            value = scalar();
        }
        skipBlanks();
        return value;
      }

      private Map<String, Object> object(int depth) {
        Map<String, Object> members = new HashMap<>();
        for (boolean isFirst = true; !isEnd('}', isFirst); isFirst = false) {
          skipBlanks();
          String name = string();
          skipBlanks();
          expect(':');
          members.put(name, value(depth + 1));
        }
        return members;
      }

      private List<Object> list(int depth) {
        List<Object> items = new ArrayList<>();
        for (boolean isFirst = true; !isEnd(']', isFirst); isFirst = false) items.add(value(depth + 1));
        return items;
      }

      private boolean isEnd(char end, boolean isFirst) {
        if (isFirst) at += 1;
        skipBlanks();
        if (text.charAt(at) == end) {
          at += 1;
          return true;
        }
        if (!isFirst) expect(',');
        return false;
      }

      private String string() {
        expect('"');
        StringBuilder letters = new StringBuilder();
        while (text.charAt(at) != '"') {
          char letter = text.charAt(at++);
          if (letter < ' ') throw new IllegalArgumentException("a control character");
          letters.append(letter == '\\' ? escape() : letter);
        }
        at += 1;
        return letters.toString();
      }

      private char escape() {
        char letter = text.charAt(at++);
        if (letter == 'u') {
          at += 4;
          return (char) Integer.parseInt(text.substring(at - 4, at), 16);
        }
        int place = "\"\\/bfnrt".indexOf(letter);
        if (place < 0) throw new IllegalArgumentException("an unknown escape");
        return "\"\\/\b\f\n\r\t".charAt(place);
      }

      private String scalar() {
        int start = at;
        while (at < text.length() && " \t\n\r,]}".indexOf(text.charAt(at)) < 0) at += 1;
        String word = text.substring(start, at);
        if (word.equals("null")) return null;
        boolean isNumber = word.matches("-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]+)?");
        if (!isNumber && !word.equals("true") && !word.equals("false")) throw new IllegalArgumentException(word);
        return word;
      }

      private void expect(char letter) {
        if (text.charAt(at) != letter) throw new IllegalArgumentException("unexpected " + text.charAt(at));
        at += 1;
      }

      private void skipBlanks() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) at += 1;
      }
    }`),
];

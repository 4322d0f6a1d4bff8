import { StreamLanguage } from '@codemirror/language';

interface State {
  /** Column of the key whose block of lines this is; -1 outside of one. */
  block: number;
  /** Column of the key that came last. */
  key: number;
}

const key = /^[\w.$/-]+(?=\s*:(?:\s|$))/;
const blockHead = /^[|>][+-]?\d?\s*(?=#|$)/;
const quoted = /^(?:"(?:[^"\\]|\\.)*"?|'(?:[^']|'')*'?)/;
const number = /^-?\d+(?:\.\d+)?(?:ms|[smhdwy])?(?=[\s,\]}]|$)/;

/** As much of YAML as colours need; what is right is the server's to say. */
export const yamlLanguage = StreamLanguage.define<State>({
  name: 'yaml',
  startState: () => ({ block: -1, key: 0 }),
  token(stream, state) {
    if (stream.sol() && state.block >= 0) {
      if (stream.match(/^\s*$/) !== null) return null;
      if (stream.indentation() > state.block) {
        stream.skipToEnd();
        return null;
      }
      state.block = -1;
    }
    if (stream.eatSpace() || stream.match(/^-(?=\s|$)/) !== null) return null;
    if (stream.peek() === '#') {
      stream.skipToEnd();
      return 'comment';
    }
    const column = stream.column();
    if (stream.match(key) !== null) {
      state.key = column;
      return 'labelName';
    }
    if (stream.match(blockHead) !== null) {
      state.block = state.key;
      return 'keyword';
    }
    if (stream.match(quoted) !== null) return 'string';
    if (stream.match(number) !== null) return 'number';
    stream.next();
    stream.eatWhile(/[^\s{}[\],]/);
    return null;
  },
  languageData: { commentTokens: { line: '#' } },
});

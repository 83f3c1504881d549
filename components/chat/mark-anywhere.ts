type Code = number | null;
type State = (code: Code) => State | undefined;

interface Token {
  start: { offset: number };
  end: { offset: number };
  _open?: boolean;
  _close?: boolean;
}

interface Context {
  previous: Code;
  events: [string, Token, unknown][];
}

interface Construct {
  tokenize(this: Context, effects: unknown, ok: State, nok: State): State | undefined;
}

/** The used part of a Markdown parser extension. */
export interface Extension {
  text?: Record<number, Construct | Construct[]> | undefined;
}

/** Signs that mark text in pairs. */
const MARKS = ["*", "~"].map((sign) => sign.charCodeAt(0));

/** Punctuation at the beginning and end of marked text that has a letter on its outer side. */
const BEGINS = /[\p{Ps}\p{Pi}\p{Sc}"']/u;
const ENDS = /[\p{Pe}\p{Pf}\p{Po}]/u;

/** An extension that also recognizes double signs between punctuation and a letter: `**Note:**text`. */
export function markAnywhere<E extends Extension>(extension: E): E {
  const changed = MARKS.flatMap((sign) => {
    const constructs = [extension.text?.[sign] ?? []].flat();
    return constructs.length > 0 ? [[sign, constructs.map(besideAnything)]] : [];
  });
  return { ...extension, text: { ...extension.text, ...Object.fromEntries(changed) } };
}

function besideAnything(construct: Construct): Construct {
  return {
    ...construct,
    tokenize(effects, ok, nok) {
      const { previous, events } = this;
      const found: State = (code) => {
        const token = events.at(-1)?.[1];
        if (token && token.end.offset - token.start.offset === 2) {
          token._open ||= matches(BEGINS, code);
          token._close ||= matches(ENDS, previous);
        }
        return ok(code);
      };
      return construct.tokenize.call(this, effects, found, nok);
    },
  };
}

const matches = (signs: RegExp, code: Code) => code !== null && code > 0 && signs.test(String.fromCharCode(code));

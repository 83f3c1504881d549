/** ASCII codes of JSON's structural characters. */
export const QUOTE = 34;
export const COMMA = 44;
export const COLON = 58;
export const LIST = 91;
export const BACKSLASH = 92;
/** Setting this bit maps brackets and braces to the same codes. */
export const CASE = 32;
export const OPEN = 123;
export const CLOSE = 125;

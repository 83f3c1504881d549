/** The look of what a model wrote. Long words break, but not in tables, which scroll. */
export const PROSE = [
  "prose space-y-3 [overflow-wrap:anywhere]",
  "[&_:is(h1,h2,h3,h4,h5,h6)]:font-semibold [&_:is(h1,h2,h3,h4,h5,h6)]:text-chat",
  "[&_h1]:mt-6 [&_h1]:text-title [&_h2]:mt-5 [&_h2]:text-lead [&_h3]:mt-4 [&_h3]:text-section [&_:is(h5,h6)]:text-text-2",
  "[&_h6]:font-medium [&_h6]:text-note [&_strong]:font-semibold [&_hr]:border-line",
  "[&_:is(ul,ol)]:list-[revert] [&_:is(ul,ol)]:ps-6 [&_li+li]:mt-1 [&_li_p+p]:mt-2 [&_li>:is(ul,ol)]:mt-1",
  "[&_.task-list-item]:list-none",
  "[&_blockquote]:space-y-2 [&_blockquote]:border-s-2 [&_blockquote]:border-line [&_blockquote]:ps-3",
  "[&_blockquote]:text-text-3 [&_:not(pre)>code]:rounded-tag [&_:not(pre)>code]:bg-panel [&_:not(pre)>code]:px-1",
  "[&_kbd]:rounded-tag [&_kbd]:border [&_kbd]:border-edge [&_kbd]:bg-panel [&_kbd]:px-1 [&_kbd]:text-note",
  "[&_mark]:rounded-tag [&_mark]:bg-warn-soft [&_mark]:px-0.5 [&_mark]:text-text",
  "[&_:not(pre)>code]:[font-size:0.875em] [&_.table]:[overflow-wrap:normal]",
  "[&_.katex-display]:overflow-x-auto [&_.katex-display]:overflow-y-hidden [&_.katex-display]:py-1",
  "[&_:is(p,li,td,th,h1,h2,h3,h4,h5,h6)]:[unicode-bidi:plaintext]",
  "[&_:is(pre,code,.katex)]:[direction:ltr] [&_:is(code,.katex)]:[unicode-bidi:isolate]",
].join(" ");

export const POPOVER =
  "fixed overflow-auto overscroll-contain rounded-popover bg-raised text-text shadow-3 focus-visible:outline-0 open:animate-appear forced-colors:border";

/** A modal dialog: centered on a desktop, at the bottom on a phone. The palette sets its own corners there. */
export const DIALOG =
  "m-auto hidden max-h-[min(44rem,88dvh)] flex-col overflow-hidden rounded-palette bg-raised text-text shadow-3 backdrop:bg-scrim focus-visible:outline-0 open:flex open:animate-appear max-md:mb-0 max-md:w-full max-md:max-w-full max-md:pb-[env(safe-area-inset-bottom)] forced-colors:border";

export const OPTION =
  "relative flex min-h-8.5 w-full items-center gap-2.5 rounded-button px-2.5 text-start hover:bg-press focus-visible:bg-press aria-disabled:opacity-45 aria-selected:bg-press pointer-coarse:min-h-11 forced-colors:-outline-offset-2 forced-colors:outline-[Highlight] forced-colors:focus-visible:outline-2 forced-colors:aria-selected:outline-2";

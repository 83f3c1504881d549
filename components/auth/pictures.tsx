import { Avatar } from "@/components/ui/avatar";

/** A decorative terminal with the code's location, next to the form. */
export function TerminalPicture({ url }: { url: string }) {
  return (
    <div aria-hidden="true" className="w-full max-w-115">
      <div className="rounded-popover shadow-3">
        <div data-theme="dark" className="overflow-hidden rounded-popover bg-panel text-text forced-color-adjust-none">
          <p className="relative flex h-9.5 items-center border-b border-line px-3.5 text-label text-text-3">
            {[0, 1, 2].map((dot) => (
              <i key={dot} className="mr-1.75 size-2.75 rounded-full bg-edge" />
            ))}
            <span className="absolute inset-x-0 text-center">Terminal</span>
          </p>
          <p className="overflow-x-auto px-5 pt-4.5 pb-5.5 font-mono text-note leading-6 whitespace-nowrap text-text-3">
            $ <span className="text-text">npm start</span>
            <br />
            Gatewayz is at <span className="text-text">{url}</span>
            <br />
            <br />
            <span className="text-text">Sign-in code:</span>{" "}
            <span className="rounded-tag bg-press px-1.75 py-0.5 font-medium text-text">••••-••••</span>
            <br />
            (valid for 10 minutes)
          </p>
        </div>
      </div>
      <p className="mt-4.5 text-center text-cell text-text-3">
        Look for this line in the terminal or in the server log.
      </p>
    </div>
  );
}

const ANSWERS = [
  ["openai", "OpenAI", "w-11/12 w-full w-3/5"],
  ["qwen", "Qwen", "w-full w-4/5 w-2/3"],
] as const;

/** A decorative chat with two models, next to the form. */
export function AskedSideBySide() {
  return (
    <div aria-hidden="true" className="grid w-full max-w-115 grid-cols-2 gap-3">
      <p className="col-span-2 mb-1 justify-self-end rounded-panel bg-press px-3.5 py-2">
        Explain rotary embeddings in three sentences.
      </p>
      {ANSWERS.map(([author, name, widths]) => (
        <div key={author} className="rounded-panel border border-line bg-bg p-4 shadow-2">
          <Avatar of={author} name={name} />
          {widths.split(" ").map((width) => (
            <i key={width} className={`mt-3 block h-2 rounded-full bg-press ${width}`} />
          ))}
        </div>
      ))}
    </div>
  );
}

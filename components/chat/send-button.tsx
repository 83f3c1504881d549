import { Icon } from "@/components/ui/icon";

interface SendButtonProps {
  /** An answer is streaming, so the button stops it. */
  running: boolean;
  inactive: boolean;
  send: () => void;
  stop: () => void;
}

export function SendButton({ running, inactive, send, stop }: SendButtonProps) {
  const label = running ? "Stop" : "Send";
  return (
    <button
      type="button"
      aria-label={label}
      aria-disabled={(!running && inactive) || undefined}
      data-tip={label}
      className="touch-target grid size-9 flex-none place-items-center rounded-full bg-text text-bg transition-colors hover:bg-[color-mix(in_oklab,var(--text)_86%,var(--bg))] active:bg-[color-mix(in_oklab,var(--text)_78%,var(--bg))] aria-disabled:bg-press aria-disabled:text-text-3 forced-colors:border"
      onClick={({ detail }) => {
        if (!running) send();
        // The second click of a double click was meant to send.
        else if (detail < 2) stop();
      }}
    >
      {running ? <Icon name="square" size={14} className="fill-current!" /> : <Icon name="arrow-up" size={18} />}
    </button>
  );
}

import { BLOCK, LATE } from "@/components/ui/skeleton";

export function ChatSkeleton() {
  return (
    <div className={`mx-auto grid w-full max-w-200 flex-1 content-start gap-3 px-5 py-6 ${LATE}`}>
      <span className="sr-only">Loading the chat…</span>
      <i className={`${BLOCK} h-10 w-2/5 justify-self-end`} />
      <i className={`${BLOCK} mt-3 h-6 w-36`} />
      <i className={`${BLOCK} h-3.5`} />
      <i className={`${BLOCK} h-3.5 w-11/12`} />
      <i className={`${BLOCK} h-3.5 w-3/5`} />
    </div>
  );
}

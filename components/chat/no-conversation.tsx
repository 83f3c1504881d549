import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";

/** Shown for a conversation that does not exist: deleted, or of another account. */
export function NoConversation({ begin }: { begin: () => void }) {
  return (
    <section aria-label="Chat" className="grid min-h-0 content-center overflow-y-auto">
      <EmptyState
        icon="search-x"
        level={1}
        title="Chat not found"
        text="It may have been deleted, or it belongs to another account."
      >
        <Link
          href="/chat"
          className={buttonClass({ variant: "primary" })}
          onClick={(event) => {
            event.preventDefault();
            begin();
          }}
        >
          New chat
        </Link>{" "}
        <button type="button" popoverTarget="conversations" className={`${buttonClass()} lg:hidden`}>
          Conversations
        </button>
      </EmptyState>
    </section>
  );
}

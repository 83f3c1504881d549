import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";

export function NoChanges({ recorded, params }: { recorded: boolean; params: URLSearchParams }) {
  if (!recorded)
    return <Notice>{params.has("model") ? "Model not found." : "This server does not record history."}</Notice>;
  if (params.size === 0)
    return <EmptyState icon="history" title="No changes yet" text="They appear after the second sync of a gateway." />;
  return (
    <EmptyState icon="history" title="No changes match" text="Remove a filter, or show all changes.">
      <LinkButton href="/changes">Show all changes</LinkButton>
    </EmptyState>
  );
}

export function InvalidQuery({ message }: { message: string }) {
  return (
    <div className="page grid grid-cols-1 justify-items-start gap-4 pt-6 pb-12">
      <h1>Changes</h1>
      <Notice>{message}</Notice>
      <LinkButton href="/changes">Show all changes</LinkButton>
    </div>
  );
}

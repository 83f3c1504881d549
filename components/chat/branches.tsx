import { announce } from "@/components/ui/announce";
import { IconButton } from "@/components/ui/icon-button";
import { branchId } from "./focus";

interface BranchesProps {
  message: number;
  branch: number;
  branches: readonly number[];
  /** `then`: the ID of the element to focus when the other branch is shown. */
  choose: (id: number, then: string) => void;
}

/** Switches between the branches of a message: ‹ 2 / 3 ›. */
export function Branches({ message, branch, branches, choose }: BranchesProps) {
  const to = (step: -1 | 1) => {
    const id = branches[branch - 1 + step];
    return (
      <IconButton
        id={branchId(message, step)}
        icon={step < 0 ? "chevron-left" : "chevron-right"}
        label={step < 0 ? "Previous branch" : "Next branch"}
        size="sm"
        aria-disabled={id === undefined || undefined}
        onClick={() => {
          if (id === undefined) return;
          announce(`Branch ${branch + step} of ${branches.length}`, "branch");
          choose(id, branchId(id, step));
        }}
      />
    );
  };
  return (
    <span className="inline-flex items-center text-label text-text-3 print:hidden">
      {to(-1)}
      <span className="px-0.5">
        {branch} / {branches.length}
      </span>
      {to(1)}
    </span>
  );
}

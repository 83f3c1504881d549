interface BranchesProps {
  branch: number;
  branches: readonly number[];
  choose: (id: number) => void;
}

/** Goes through the branches of a message: ‹ 2/3 ›. */
export function Branches({ branch, branches, choose }: BranchesProps) {
  const step = (by: number) => {
    const id = branches[branch - 1 + by];
    if (id !== undefined) choose(id);
  };
  return (
    <span className="branches">
      <button
        type="button"
        className="copy"
        aria-label="Previous branch"
        disabled={branch <= 1}
        onClick={() => step(-1)}
      >
        ‹
      </button>
      <span>
        {branch}/{branches.length}
      </span>
      <button
        type="button"
        className="copy"
        aria-label="Next branch"
        disabled={branch >= branches.length}
        onClick={() => step(1)}
      >
        ›
      </button>
    </span>
  );
}

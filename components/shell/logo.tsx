export function Logo() {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true" className="size-5">
      <path d="M10 2.5a7.5 7.5 0 1 0 7.5 7.5h-4.2A3.3 3.3 0 1 1 10 6.7z" fill="currentColor" />
      <rect x="12.3" y="2.5" width="5.2" height="5.2" rx="1.3" fill="var(--accent)" />
    </svg>
  );
}

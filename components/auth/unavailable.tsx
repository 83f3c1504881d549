/** The sign-in service does not answer: what still works, and how to try again. */
export function Unavailable({ reason }: { reason: string }) {
  return (
    <div role="alert" className="grid gap-3">
      <p>
        <b className="font-medium">Signing in does not work just now.</b> {reason} Browsing works, and so does chat
        wherever you are signed in already.
      </p>
      <p>
        <button type="button" className="button button-strong" onClick={() => location.reload()}>
          Try again
        </button>
      </p>
    </div>
  );
}

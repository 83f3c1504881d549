import { Button } from "@/components/ui/button";
import { ErrorCard } from "@/components/ui/error-card";

/** The error for a sign-in service that does not respond. */
export function Unavailable({ reason }: { reason: string }) {
  const retry = (
    <Button variant="primary" size="sm" onClick={() => location.reload()}>
      Try again
    </Button>
  );
  return (
    <ErrorCard alert title="Sign-in is unavailable right now." actions={retry}>
      {reason} You can still browse, and chat where you are already signed in.
    </ErrorCard>
  );
}

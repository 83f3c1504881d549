import type { ErrorBody } from "@/lib/contract/error";
import type { ReportRequest } from "@/lib/contract/report";

const DEADLINE_MS = 15_000;

/** Reports a wrong merge from the browser. Answers with a sentence when it was not received, else null. */
export async function reportMerge(report: ReportRequest): Promise<string | null> {
  try {
    const response = await fetch("/v1/reports", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(report),
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    if (response.ok) return null;
    const body = (await response.json().catch(() => null)) as ErrorBody | null;
    return body?.error.message ?? `it was not received: the server answered ${response.status}`;
  } catch {
    return "it was not received: the server cannot be reached, try again";
  }
}

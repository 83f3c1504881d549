const ADMIN = [{ admin: [] }];
const NO_ADMIN: [string, string] = ["401", "Not the admin token."];
const json = (name: string, description: string) => ({
  description,
  content: { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } },
});
const query = (name: string, description: string, schema: object) => ({
  name,
  in: "query",
  required: false,
  description,
  schema,
});
const limit = (most: number, defaultModel: number) =>
  query("limit", "Rows to send.", { type: "integer", minimum: 1, maximum: most, default: defaultModel });

/** The operator's paths in the OpenAPI document. */
export function adminPaths(errors: (...codes: [string, string][]) => object) {
  return {
    "/v1/admin/overview": {
      get: {
        operationId: "adminOverview",
        summary: "How this process stands",
        description: "The process that answers: memory, event loop, what runs and waits, breakers; and all gateways.",
        security: ADMIN,
        responses: { 200: json("AdminOverview", "The facts."), ...errors(NO_ADMIN) },
      },
    },
    "/v1/admin/syncs": {
      get: {
        operationId: "adminSyncs",
        summary: "How runs went",
        description: "The runs of the last 14 days, the newest first.",
        security: ADMIN,
        parameters: [
          query("gateway", "Only this gateway.", { type: "string" }),
          query("failed", "1: only those that did not end well.", { type: "string", enum: ["0", "1"] }),
          limit(500, 100),
        ],
        responses: { 200: json("SyncRunList", "The runs."), ...errors(NO_ADMIN, ["400", "Unknown gateway."]) },
      },
    },
    "/v1/admin/keys": {
      get: {
        operationId: "adminKeys",
        summary: "Keys by what they spent",
        description: "Sorted by spend, descending; keys themselves are never shown.",
        security: ADMIN,
        parameters: [
          query("days", "How far back.", { type: "integer", minimum: 1, maximum: 366, default: 30 }),
          limit(500, 50),
        ],
        responses: { 200: json("KeySpendList", "The keys."), ...errors(NO_ADMIN) },
      },
    },
    "/v1/reports": {
      get: {
        operationId: "listReports",
        summary: "What was reported about merges",
        description: "The newest first.",
        security: ADMIN,
        parameters: [limit(500, 100)],
        responses: { 200: json("KeptReportList", "The reports."), ...errors(NO_ADMIN) },
      },
    },
  };
}

const json = (name: string, description: string) => ({
  description,
  content: { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } },
});
const body = (name: string) => ({
  required: true,
  content: { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } },
});
const security = [{ key: [] }];
const NO_KEY: [string, string] = ["401", "No valid key."];
const NONE: [string, string] = ["404", "No such preset in this account."];
const BAD: [string, string] = ["400", "A field cannot be used, or the name is taken: code name_taken."];

/** The paths of presets in the OpenAPI document. */
export function presetPaths(errors: (...codes: [string, string][]) => object) {
  const parameters = [{ name: "id", in: "path", required: true, schema: { type: "integer" } }];
  const one = { 200: json("PresetAnswer", "The preset."), ...errors(NO_KEY, NONE) };
  return {
    "/v1/presets": {
      get: {
        operationId: "listPresets",
        summary: "List presets",
        description:
          "A preset is a name for a model, a gateway, a system prompt, and settings. Chat completions, responses, and " +
          "messages take preset:name as their model; what a request says itself wins.",
        security,
        responses: { 200: json("PresetList", "The presets, by name."), ...errors(NO_KEY) },
      },
      post: {
        operationId: "createPreset",
        summary: "Create a preset",
        security,
        requestBody: body("NewPreset"),
        responses: { 201: json("PresetAnswer", "The preset."), ...errors(BAD, NO_KEY) },
      },
    },
    "/v1/presets/{id}": {
      get: { operationId: "getPreset", summary: "A preset", security, parameters, responses: one },
      patch: {
        operationId: "changePreset",
        summary: "Change a preset",
        security,
        parameters,
        requestBody: body("PresetPatch"),
        responses: { ...one, ...errors(BAD) },
      },
      delete: {
        operationId: "deletePreset",
        summary: "Delete a preset",
        security,
        parameters,
        responses: { 200: { description: "It is deleted." }, ...errors(NO_KEY, NONE) },
      },
    },
  };
}

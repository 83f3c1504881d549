const json = (name: string, description: string) => ({
  description,
  content: { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } },
});
const body = (name: string) => ({
  required: true,
  content: { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } },
});
const done = (description: string, field: string) => ({
  description,
  content: {
    "application/json": { schema: { type: "object", properties: { [field]: { const: true } }, required: [field] } },
  },
});
const KEY = [{ key: [] }];
const NO_KEY: [string, string] = ["401", "No valid key."];
const NO_SCOPE: [string, string] = ["403", "The key did not come with a login: sign in for this."];
const UNAVAILABLE: [string, string] = ["503", "Accounts or keys cannot be reached just now."];

/** The paths of signing in, accounts and keys in the OpenAPI document. */
export function accountPaths(errors: (...codes: [string, string][]) => object) {
  return {
    "/auth": {
      post: {
        operationId: "signIn",
        summary: "Exchange a sign-in",
        description:
          "Takes Privy's access token, or local:CODE with the code in the server's terminal where Privy is not set. The key is shown here alone; a repeat with the same device replaces it, and the old one ends after 60 seconds.",
        requestBody: body("AuthRequest"),
        responses: {
          200: json("AuthAnswer", "The account and a key for this device."),
          ...errors(
            ["400", "A field cannot be used."],
            ["401", "The token is not valid: forged, expired or for another app; or the code is wrong."],
            ["403", "The code was sent neither from the server's machine nor over https."],
            ["429", "Too many attempts to sign in."],
            ["503", "The token cannot be checked, or accounts cannot be reached, just now."],
          ),
        },
      },
    },
    "/auth/local": {
      post: {
        operationId: "printSignInCode",
        summary: "Request a sign-in code",
        description: "In the server's terminal, valid 10 minutes and 5 tries. Only where Privy is not set.",
        responses: {
          200: done("Printed.", "printed"),
          ...errors(
            ["403", "Neither from the server's machine nor over https."],
            ["404", "Privy is set: there are no codes."],
            ["429", "Too many codes were asked for."],
          ),
        },
      },
    },
    "/v1/account": {
      get: {
        operationId: "getAccount",
        summary: "Get the account",
        security: KEY,
        responses: { 200: json("Account", "The account."), ...errors(NO_KEY, UNAVAILABLE) },
      },
      delete: {
        operationId: "deleteAccount",
        summary: "Delete the account",
        description: "Permanently, with its keys, chats, usage and gateway keys.",
        security: KEY,
        responses: { 200: done("Deleted.", "deleted"), ...errors(NO_KEY, NO_SCOPE, UNAVAILABLE) },
      },
    },
    "/v1/account/sign-out": {
      post: {
        operationId: "signOutEverywhere",
        summary: "Sign out everywhere",
        description: "Revokes the keys of all devices. Keys that you created stay.",
        security: KEY,
        responses: { 200: done("Signed out.", "signed_out"), ...errors(NO_KEY, NO_SCOPE, UNAVAILABLE) },
      },
    },
    "/v1/keys": {
      get: {
        operationId: "listKeys",
        summary: "List keys and devices",
        security: KEY,
        responses: {
          200: json("ApiKeyList", "Those that are valid, the newest first, never the keys themselves."),
          ...errors(NO_KEY, NO_SCOPE, UNAVAILABLE),
        },
      },
      post: {
        operationId: "createKey",
        summary: "Create a key",
        security: KEY,
        requestBody: body("NewKeyRequest"),
        responses: {
          201: json("NewKeyAnswer", "The key, shown this once."),
          ...errors(
            ["400", "A field cannot be used, or the account has too many keys."],
            NO_KEY,
            NO_SCOPE,
            UNAVAILABLE,
          ),
        },
      },
    },
    "/v1/keys/{id}": {
      patch: {
        operationId: "changeKey",
        summary: "Change a key's name, limits, or lists",
        description: "Only what is given; null removes a limit or a list. Takes effect everywhere within 5 seconds.",
        security: KEY,
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "integer" } }],
        requestBody: body("KeyChange"),
        responses: {
          200: json("ApiKey", "The key as it is now."),
          ...errors(
            ["400", "A field cannot be used."],
            NO_KEY,
            NO_SCOPE,
            ["404", "The account has no such key."],
            UNAVAILABLE,
          ),
        },
      },
      delete: {
        operationId: "revokeKey",
        summary: "Revoke a key",
        description: "The ID `current` is the key of the request, which may always revoke itself.",
        security: KEY,
        parameters: [
          { name: "id", in: "path", required: true, schema: { type: "string", examples: ["7", "current"] } },
        ],
        responses: {
          200: {
            description: "Revoked: here at once, everywhere within 5 seconds.",
            content: {
              "application/json": {
                schema: {
                  type: "object",
                  properties: { id: { type: "integer" }, deleted: { const: true } },
                  required: ["id", "deleted"],
                },
              },
            },
          },
          ...errors(NO_KEY, NO_SCOPE, ["404", "The account has no such key."], UNAVAILABLE),
        },
      },
    },
  };
}

/** IDs that careless URL handling would lose. */
export const HOSTILE_IDS = [
  "acme/with space",
  "acme/50%",
  "acme/a%2Fb",
  "acme/what?",
  "acme/#1",
  "acme/v1:free",
  "acme/@latest",
  "~acme/model",
  "acme/../up",
  "acme//double",
  "__proto__",
  "模型/é😀",
  'acme/"quoted"<b>',
];

/** A description that must stay text. */
export const HOSTILE = `<script>window.hacked = true</script><img src=x onerror="window.hacked = true">${"x".repeat(50_000)}`;

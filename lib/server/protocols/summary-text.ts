/** A summary that replaces a conversation, as text for the model. */
export const summaryText = (summary: string): string => `Summary of the conversation so far:\n\n${summary}`;

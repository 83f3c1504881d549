/** A summary that stands for a conversation, as the model reads it. */
export const summaryText = (summary: string): string => `Summary of the conversation so far:\n\n${summary}`;

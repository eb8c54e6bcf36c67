// Control characters other than tab and newline, and marks that turn the reading order.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const unmeant = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g

/** Typed or pasted text without what comes along unseen and the wire refuses. */
export const withoutUnmeant = (value: string): string => value.replaceAll(unmeant, '')

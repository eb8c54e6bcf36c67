const segmenter = new Intl.Segmenter('nl', { granularity: 'grapheme' })

const firstLetter = (word: string): string => {
  // The Dutch ij is one letter: IJsvereniging begins with IJ.
  if (/^ij/i.test(word)) return word.slice(0, 2).toUpperCase()
  for (const { segment } of segmenter.segment(word)) return segment.toUpperCase()
  return ''
}

/** One or two letters for a name: of its first and last word. */
export const initials = (name: string): string => {
  const words = name.split(/[\s-]+/).filter((word) => /^[\p{L}\p{N}]/u.test(word))
  const [first = name.trim() || '?'] = words
  const last = words.length > 1 ? (words.at(-1) ?? '') : ''
  const letter = firstLetter(first)
  return letter.length > 1 ? letter : letter + firstLetter(last)
}

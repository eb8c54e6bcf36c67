/**
 * Letters and digits that look like others, from the scripts that a Dutch reader may take for Latin. Capitals stand
 * apart from small letters, since they look like other ones (Η like H, η like n). `i`, `l` and `1` are one.
 */
const lookAlikes: ReadonlyMap<string, string> = new Map(
  Object.entries({
    a: 'АаΑαɑ4@',
    b: 'ВвЬьΒβ8ß',
    c: 'СсϹϲ',
    d: 'ԁđĐðÐ',
    e: 'ЕеЄєΕε3',
    f: 'ſϜ',
    g: 'ɡԍ',
    h: 'НнһΗհ',
    j: 'Јј',
    k: 'КкκΚ',
    l: 'iIіІӀӏΙιlL1|!łŁıɩ',
    m: 'МмΜ',
    n: 'ΝηПп',
    o: 'ОоΟοσ0øØօ',
    p: 'РрΡρ',
    q: 'ԛԚ',
    s: 'ЅѕՏ5$',
    t: 'ТтΤτ7',
    u: 'υμµսц',
    v: 'νѵѴ',
    w: 'ԜԝωѡШшщ',
    x: 'ХхΧχ',
    y: 'УуΥγүҮ',
    z: 'Ζζ2',
  }).flatMap(([letter, twins]) => [...twins].map((twin): [string, string] => [twin, letter])),
)

/**
 * What a name looks like at a glance: without marks, spacing, capitals and look-alike letters. Two names with the
 * same key cannot be told apart in a list.
 */
export const nameKey = (name: string): string =>
  [...name.normalize('NFKD')]
    .map((letter) => lookAlikes.get(letter) ?? lookAlikes.get(letter.toLowerCase()) ?? letter.toLowerCase())
    .join('')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')

/** Words of the official badge and of the roles; who has none of these roles may not carry them as a name. */
const badgeKeys = [
  'gemeente',
  'municipality',
  'ambtenaar',
  'moderator',
  'beheerder',
  'administrator',
  'burgemeester',
  'wethouder',
].map(nameKey)

export const claimsBadge = (key: string): boolean => badgeKeys.some((badge) => key.includes(badge))

/**
 * A reporter for knip that says how many files were read: knip is as silent when it reads nothing as when it finds
 * nothing.
 * @public
 */
export default function countFiles({ counters }) {
  console.log(`knip read ${counters.processed} files`)
}

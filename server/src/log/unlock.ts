import type { Db } from 'mongodb'

const idleForMicros = 1_000_000

/**
 * Ends sessions whose transaction has been idle for over a second: a process that died after raising a head
 * holds its lock until `transactionLifetimeLimitSeconds`. Safe at any time: a live process that was merely slow
 * runs its batch again (sync.md L2).
 */
export const endIdleTransactions = async (admin: Db): Promise<number> => {
  const operations = await admin
    .aggregate<{ lsid?: { id: unknown } }>(
      [
        { $currentOp: { idleSessions: true, allUsers: true } },
        {
          $match: {
            type: 'idleSession',
            'transaction.parameters.autocommit': false,
            'transaction.timeInactiveMicros': { $gt: idleForMicros },
          },
        },
        { $project: { lsid: 1 } },
      ],
      { readConcern: { level: 'local' } },
    )
    .toArray()
  const sessions = operations.flatMap(({ lsid }) => (lsid ? [{ id: lsid.id }] : []))
  if (sessions.length > 0) await admin.command({ killSessions: sessions })
  return sessions.length
}

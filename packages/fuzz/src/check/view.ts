import type { HeadDocument, ItemCopy, ItemDocument } from '../end-state.ts'
import type { Audience } from './access.ts'

/** Kinds of which those who are not among the members see the content. */
const publicKinds = new Set(['channel', 'update', 'announcement', 'share', 'workingAgreement'])

const unsaid = { wayOfWorking: '', villageNeeds: '', municipalityNeeds: '', feedback: '', channels: '' }
const unconfirmed = { since: {}, confirmed: { village: null, municipality: null }, next: {}, remindAt: null }

/** Of an agreement what the public is offered; no moment is agreed here. */
const offered = (content: object): object => ({ ...content, ...unsaid, ...unconfirmed })

/** What one audience sees of a stored item. */
export const viewed = (item: ItemDocument, audience: Audience): ItemCopy => {
  const { id, seq, rev, kind, authorId, createdAt, writtenAt, editedAt, deletedAt, standing } = item
  if (audience === 'members') {
    const { content, addresses, reactions } = item
    const hidden = item.hidden ? true : undefined
    const fields = { writtenAt, editedAt, deletedAt, hidden, standing, addresses, reactions }
    return { id, kind, seq, rev, authorId, createdAt, content, ...present(fields) }
  }
  const isOpen = publicKinds.has(kind) && deletedAt === undefined && item.content !== null
  return isOpen
    ? {
        id,
        kind,
        seq,
        rev,
        authorId: null,
        createdAt,
        content: kind === 'workingAgreement' ? offered(item.content as object) : item.content,
        ...present({ editedAt, standing }),
      }
    : { id, kind: 'stub', seq, rev, authorId: null, createdAt: 0, content: null }
}

/** The item that has no document of its own: how far a person has read. */
export const positionsItem = (head: HeadDocument): ItemCopy[] => {
  if (head.positionsRev === undefined || head.positionsRev === null) return []
  const positions = Object.entries(head.positions ?? {})
  return [
    {
      id: 'positions',
      kind: 'positions',
      seq: head.positionsSeq ?? head.positionsRev,
      rev: head.positionsRev,
      authorId: null,
      createdAt: head.positionsAt ?? head.lastAt,
      content: {
        seqByChannel: Object.fromEntries(positions.map(([id, seq]) => [id.replaceAll('~', '.'), seq])),
      },
    },
  ]
}

const present = (fields: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

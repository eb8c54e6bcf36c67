import { type ChannelContent, changeChannel, createChannel, postUpdate } from '@bijpraat/contract'
import { until } from '../testing/wait.ts'
import { fresh, type World } from './world.fixture.ts'

type Readers = ChannelContent['readers']
export type Sharing = { home: Readers; target: Readers; archived?: true; shown: boolean }

/** A project is never shared to readers wider than its own, nor what is closed to anybody. */
export const sharings: readonly Sharing[] = [
  { home: 'closed', target: 'closed', shown: false },
  { home: 'closed', target: 'members', shown: false },
  { home: 'closed', target: 'anyone', shown: false },
  { home: 'members', target: 'closed', shown: true },
  { home: 'members', target: 'members', shown: true },
  { home: 'members', target: 'signedIn', shown: false },
  { home: 'members', target: 'anyone', shown: false },
  { home: 'signedIn', target: 'members', shown: true },
  { home: 'signedIn', target: 'signedIn', shown: true },
  { home: 'signedIn', target: 'anyone', shown: false },
  { home: 'anyone', target: 'members', shown: true },
  { home: 'anyone', target: 'anyone', shown: true },
  { home: 'anyone', target: 'anyone', archived: true, shown: false },
]

/** Tells news in a project, and whether it is seen in its village once it has been dealt with. */
export const isShared = async (world: World, { home, target, archived }: Sharing): Promise<boolean> => {
  const { manage, db, house } = world
  const open = async (of: Pick<ChannelContent, 'kind' | 'readers' | 'villageIds'>) => {
    const settings = { name: 'Zonnedak', about: '', posters: 'members', topicIds: [] as string[] } as const
    return (await manage(createChannel, { ...fresh(), ...settings, ...of })).channelId
  }
  const channelId = await open({ kind: 'village', readers: target, villageIds: [] })
  const homeId = await open({ kind: 'project', readers: home, villageIds: [channelId] })
  if (archived) await manage(changeChannel, { ...fresh(), channelId, archived })
  const news = { ...fresh(), channelId: homeId, title: 'Dak', text: 'Het dak is gemeten.' }
  const { itemId, rev } = await manage(postUpdate, news)
  const consumers = db.collection<{ _id: string; rev: number }>('consumers')
  await until(async () => ((await consumers.findOne({ _id: `shares/${homeId}` }))?.rev ?? 0) >= rev)
  return (await house.testLog.reader.item(channelId, `s.${itemId}`)) !== undefined
}

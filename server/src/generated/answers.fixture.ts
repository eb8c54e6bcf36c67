import {
  banPerson,
  type ChannelAnswer,
  type Command,
  listBans,
  listChannels,
  lookUpSaved,
  resume,
} from '@bijpraat/contract'
import type { Here } from './here.fixture.ts'
import { type Grid, type Hearing, hearing, words } from './situations.fixture.ts'
import { fresh, type Place } from './world.fixture.ts'

/** What an answer says in each situation, where it is the answer and not a refusal that differs. */
export type Table<Answer extends string = string> = {
  about: Command
  name: string
  expected: Grid<Answer>
  ask: (here: Here) => Promise<Answer>
}

// Followed without asking are the own channels, and by officials all that are not closed.

const villageFollowed = hearing`
  anonymous nothing
  villager  members nothing members nothing
  moderator members members members nothing
  official  members
  admin     members
  banned    nothing nothing members nothing`

/** A moderator's right names the village; its projects can be looked into. */
const projectFollowed = hearing`
  anonymous nothing
  villager  members nothing members nothing
  moderator members nothing members nothing
  official  members
  admin     members
  banned    nothing nothing members nothing`

const closedFollowed = hearing`
  anonymous nothing
  villager  members nothing members nothing
  moderator members members members nothing
  official  members nothing members nothing
  admin     members
  banned    nothing nothing members nothing`

const closedProjectFollowed = hearing`
  anonymous nothing
  villager  members nothing members nothing
  moderator members nothing members nothing
  official  members nothing members nothing
  admin     members
  banned    nothing nothing members nothing`

/** Who looks into a channel hears it as an insider, or by the view that anyone has. */
export const lookedIntoBy: Readonly<
  Record<'village' | 'open' | 'closed' | 'topic' | 'project', Grid<Hearing>>
> = {
  village: villageFollowed,
  open: hearing`
    anonymous public
    villager  members
    moderator members
    official  members
    admin     members
    banned    public public members members`,
  closed: closedFollowed,
  topic: hearing`
    anonymous nothing
    villager  members
    moderator members
    official  members
    admin     members
    banned    nothing nothing members members`,
  project: villageFollowed,
}

const villageListed = words('member', 'reader', 'nothing')`
  anonymous nothing
  villager  member  nothing member nothing
  moderator member  reader  member nothing
  official  member  reader  member reader
  admin     member  reader  member reader
  banned    nothing nothing member nothing`

const bansListed = words('listed', 'nothing', 'refused')`
  anonymous refused
  villager  refused
  moderator listed listed nothing nothing
  official  refused
  admin     listed
  banned    refused`

const lookedUp = words('shown', 'nothing', 'refused')`
  anonymous refused
  villager  shown   nothing shown nothing
  moderator shown   shown   shown nothing
  official  shown   nothing shown nothing
  admin     shown
  banned    nothing nothing shown nothing`

const answerOf = (channels: readonly ChannelAnswer[], channelId: string): Hearing => {
  const answer = channels.find((one) => one.channelId === channelId)
  if (answer === undefined || answer.answer === 'gone') return 'nothing'
  return answer.key.split('.')[0] as Hearing
}

const follow = async (here: Here, channelId: string, also: string[]): Promise<Hearing> => {
  const have = await here.directoryCopy()
  const answer = await here.data(resume, { have, also })
  return answerOf(answer?.channels ?? [], channelId)
}

const followed = (name: string, place: Place, expected: Grid<Hearing>): Table => ({
  about: resume,
  name: `${name} is followed without asking`,
  expected,
  ask: (here) => follow(here, here.at(place), []),
})

const lookedInto = (name: string, place: keyof typeof lookedIntoBy): Table => ({
  about: resume,
  name: `${name} is looked into`,
  expected: lookedIntoBy[place],
  ask: (here) => follow(here, here.at(place), [here.at(place)]),
})

export const answerTables: readonly Table[] = [
  followed('a village', 'village', villageFollowed),
  followed('an open village', 'open', villageFollowed),
  followed('a closed village', 'closed', closedFollowed),
  followed('a topic', 'topic', villageFollowed),
  followed('a project', 'project', projectFollowed),
  followed('a closed project', 'closedProject', closedProjectFollowed),
  lookedInto('a village', 'village'),
  lookedInto('an open village', 'open'),
  lookedInto('a closed village', 'closed'),
  lookedInto('a topic', 'topic'),
  lookedInto('a project', 'project'),
  {
    about: listChannels,
    name: 'a village is listed',
    expected: villageListed,
    ask: async (here) => {
      const { channels } = (await here.data(listChannels, {})) ?? { channels: [] }
      const found = channels.find(({ channelId }) => channelId === here.at('village'))
      return found === undefined ? 'nothing' : found.member ? 'member' : 'reader'
    },
  },
  {
    about: lookUpSaved,
    name: 'a message in a closed village is shown',
    expected: lookedUp,
    ask: async (here) => {
      const [channelId, itemId] = [here.at('closed'), await here.item({ at: 'closed', by: 'neighbour' })]
      const answer = await here.data(lookUpSaved, { of: [{ channelId, itemId }] })
      return answer === null ? 'refused' : answer.found.length > 0 ? 'shown' : 'nothing'
    },
  },
  {
    about: listBans,
    name: 'a ban from the village is listed',
    expected: bansListed,
    ask: async (here) => {
      const personId = await here.villager()
      const ban = { ...fresh(), personId, scope: here.at('village'), reason: 'Even afkoelen' }
      await here.world.manage(banPerson, ban)
      const answer = await here.data(listBans, { personId })
      return answer === null ? 'refused' : answer.bans.length > 0 ? 'listed' : 'nothing'
    },
  },
]

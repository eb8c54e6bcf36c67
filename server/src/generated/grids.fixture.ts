import { type Grid, grid } from './situations.fixture.ts'

/**
 * Who may, written by hand from what the documents say: "Who belongs where" in the architecture, the words of the
 * issue, and what readers, posters and roles mean in the contract. Nothing here is computed from policies.
 */

export const everyone = grid`
  anonymous ok
  villager  ok
  moderator ok
  official  ok
  admin     ok
  banned    ok`

export const signedIn = grid`
  anonymous not_signed_in
  villager  ok
  moderator ok
  official  ok
  admin     ok
  banned    ok`

export const admins = grid`
  anonymous not_signed_in
  villager  forbidden
  moderator forbidden
  official  forbidden
  admin     ok
  banned    forbidden`

export const staff = grid`
  anonymous not_signed_in
  villager  forbidden
  moderator forbidden
  official  ok
  admin     ok
  banned    forbidden`

/** Answered alike to everyone. */
export const always =
  (word: ReturnType<Grid>): Grid =>
  () =>
    word

/** The same for who has an account; without one there is nothing to ask. */
export const afterSigningIn =
  (inner: Grid): Grid =>
  (situation) =>
    situation.role === 'anonymous' ? 'not_signed_in' : inner(situation)

/** Where it would be done, this is why it is not. */
export const but =
  (word: ReturnType<Grid>, inner: Grid): Grid =>
  (situation) =>
    inner(situation) === 'ok' ? word : inner(situation)

// Reading. Members read, officials read what is not closed, and a ban leaves what anyone may see.

export const membersRead = grid`
  anonymous not_found
  villager  ok        not_found ok not_found
  moderator ok        ok        ok not_found
  official  ok
  admin     ok
  banned    not_found not_found ok not_found`

export const closedRead = grid`
  anonymous not_found
  villager  ok        not_found ok not_found
  moderator ok        ok        ok not_found
  official  ok        not_found ok not_found
  admin     ok
  banned    not_found not_found ok not_found`

export const signedInRead = grid`
  anonymous not_found
  villager  ok
  moderator ok
  official  ok
  admin     ok
  banned    not_found not_found ok ok`

export const directoryRead = grid`
  anonymous not_found
  villager  ok
  moderator ok
  official  ok
  admin     ok
  banned    ok`

/** Names of people are not for whom only the public view is left. */
export const insidersOfOpen = grid`
  anonymous not_signed_in
  villager  ok
  moderator ok
  official  ok
  admin     ok
  banned    forbidden forbidden ok ok`

/** What someone sees a stub of is not there to be kept. */
export const insidersSaveInOpen = grid`
  anonymous not_signed_in
  villager  ok
  moderator ok
  official  ok
  admin     ok
  banned    not_found not_found ok ok`

// Writing. Members write, officials where they read, and nobody who is banned.

export const membersWrite = grid`
  anonymous not_signed_in
  villager  ok     not_found ok not_found
  moderator ok     ok        ok not_found
  official  ok
  admin     ok
  banned    banned not_found ok not_found`

export const closedWrite = grid`
  anonymous not_signed_in
  villager  ok     not_found ok not_found
  moderator ok     ok        ok not_found
  official  ok     not_found ok not_found
  admin     ok
  banned    banned not_found ok not_found`

/** Anyone reads, or everyone who is signed in; still only members write. */
export const openWrite = grid`
  anonymous not_signed_in
  villager  ok     forbidden ok forbidden
  moderator ok     ok        ok forbidden
  official  ok
  admin     ok
  banned    banned banned    ok forbidden`

/** Officials and moderators write, members read; and so a project is managed. */
export const boardWrite = grid`
  anonymous not_signed_in
  villager  forbidden not_found forbidden not_found
  moderator ok        ok        forbidden not_found
  official  ok
  admin     ok
  banned    banned    not_found forbidden not_found`

export const openBoardWrite = grid`
  anonymous not_signed_in
  villager  forbidden
  moderator ok        ok     forbidden forbidden
  official  ok
  admin     ok
  banned    banned    banned forbidden forbidden`

export const closedBoardWrite = grid`
  anonymous not_signed_in
  villager  forbidden not_found forbidden not_found
  moderator ok        ok        forbidden not_found
  official  ok        not_found ok        not_found
  admin     ok
  banned    banned    not_found forbidden not_found`

export const nobodyWrites = grid`
  anonymous not_signed_in
  villager  forbidden not_found forbidden not_found
  moderator forbidden forbidden forbidden not_found
  official  forbidden
  admin     forbidden
  banned    banned    not_found forbidden not_found`

/** What is one's own can be taken back, also when banned. */
export const ownTakenBack = grid`
  anonymous not_signed_in
  villager  ok not_found ok not_found
  moderator ok ok        ok not_found
  official  ok
  admin     ok
  banned    ok not_found ok not_found`

/** Of others only a moderator takes away. */
export const othersTakenAway = grid`
  anonymous not_signed_in
  villager  forbidden not_found forbidden not_found
  moderator ok        ok        forbidden not_found
  official  forbidden
  admin     ok
  banned    forbidden not_found forbidden not_found`

export const othersTakenAwayInOpen = grid`
  anonymous not_signed_in
  villager  forbidden
  moderator ok ok forbidden forbidden
  official  forbidden
  admin     ok
  banned    forbidden`

// Reporting what others say, and judging it. Whoever reads as an insider reports, moderators judge, nobody the own.

export const reported = grid`
  anonymous not_signed_in
  villager  ok     not_found ok not_found
  moderator ok     ok        ok not_found
  official  ok
  admin     ok
  banned    banned not_found ok not_found`

export const openReported = grid`
  anonymous not_signed_in
  villager  ok
  moderator ok
  official  ok
  admin     ok
  banned    banned banned ok ok`

export const closedReported = grid`
  anonymous not_signed_in
  villager  ok     not_found ok not_found
  moderator ok     ok        ok not_found
  official  ok     not_found ok not_found
  admin     ok
  banned    banned not_found ok not_found`

export const ownJudged = grid`
  anonymous not_signed_in
  villager  forbidden not_found forbidden not_found
  moderator forbidden forbidden forbidden not_found
  official  forbidden
  admin     ok
  banned    banned    not_found forbidden not_found`

// Managing. A village and a topic are its moderators', a project is also the officials'.

export const villageManaged = grid`
  anonymous not_signed_in
  villager  forbidden not_found forbidden not_found
  moderator ok        ok        forbidden not_found
  official  forbidden
  admin     ok
  banned    banned    not_found forbidden not_found`

export const openManaged = grid`
  anonymous not_signed_in
  villager  forbidden
  moderator ok     ok     forbidden forbidden
  official  forbidden
  admin     ok
  banned    banned banned forbidden forbidden`

export const closedManaged = grid`
  anonymous not_signed_in
  villager  forbidden not_found forbidden not_found
  moderator ok        ok        forbidden not_found
  official  forbidden not_found forbidden not_found
  admin     ok
  banned    banned    not_found forbidden not_found`

/** To another village a project is linked by who runs that one, too, or by staff. */
export const linkedFurther = grid`
  anonymous not_signed_in
  villager  forbidden not_found forbidden not_found
  moderator forbidden forbidden forbidden not_found
  official  ok
  admin     ok
  banned    banned    not_found forbidden not_found`

/** A project is started by staff or by moderators of every village that it names. */
export const projectStarted = grid`
  anonymous not_signed_in
  villager  forbidden
  moderator ok ok forbidden forbidden
  official  ok
  admin     ok
  banned    forbidden`

export const projectStartedInClosed = grid`
  anonymous not_signed_in
  villager  forbidden
  moderator ok ok        forbidden forbidden
  official  ok not_found ok        not_found
  admin     ok
  banned    forbidden`

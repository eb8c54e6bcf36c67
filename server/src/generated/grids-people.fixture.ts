import { grid } from './situations.fixture.ts'

/** Who may concerning people, written by hand like the others. */

// Joining and leaving. One comes into a village, and into what is closed, by invitation.

export const villageJoined = grid`
  anonymous not_signed_in
  villager  by_invitation not_found     by_invitation not_found
  moderator by_invitation by_invitation by_invitation not_found
  official  by_invitation
  admin     by_invitation
  banned    banned        not_found     by_invitation not_found`

export const openVillageJoined = grid`
  anonymous not_signed_in
  villager  by_invitation
  moderator by_invitation
  official  by_invitation
  admin     by_invitation
  banned    banned banned by_invitation by_invitation`

export const closedJoined = grid`
  anonymous not_signed_in
  villager  by_invitation not_found     by_invitation not_found
  moderator by_invitation by_invitation by_invitation not_found
  official  by_invitation not_found     by_invitation not_found
  admin     by_invitation
  banned    banned        not_found     by_invitation not_found`

export const topicJoined = grid`
  anonymous not_signed_in
  villager  ok
  moderator ok
  official  ok
  admin     ok
  banned    banned banned ok ok`

export const closedLeft = grid`
  anonymous not_signed_in
  villager  ok not_found ok not_found
  moderator ok ok        ok not_found
  official  ok not_found ok not_found
  admin     ok
  banned    ok not_found ok not_found`

// Inviting. Moderators of the channel, and officials to the villages and topics that they read.

export const invitedToVillage = grid`
  anonymous not_signed_in
  villager  forbidden
  moderator ok ok forbidden not_found
  official  ok
  admin     ok
  banned    forbidden`

export const invitedToClosed = grid`
  anonymous not_signed_in
  villager  forbidden
  moderator ok ok        forbidden not_found
  official  ok not_found ok        not_found
  admin     ok
  banned    forbidden`

export const invitedToProject = grid`
  anonymous not_signed_in
  villager  forbidden
  moderator ok ok forbidden not_found
  official  forbidden
  admin     ok
  banned    forbidden`

/** A fresh way in hands the account over: by a moderator of where that person is a member. */
export const renewed = grid`
  anonymous not_signed_in
  villager  forbidden
  moderator ok ok forbidden forbidden
  official  forbidden
  admin     ok
  banned    forbidden`

export const invitationsToVillageSeen = grid`
  anonymous not_signed_in
  villager  forbidden not_found forbidden not_found
  moderator ok        ok        forbidden not_found
  official  ok
  admin     ok
  banned    not_found not_found forbidden not_found`

export const invitationsToClosedSeen = grid`
  anonymous not_signed_in
  villager  forbidden not_found forbidden not_found
  moderator ok        ok        forbidden not_found
  official  ok        not_found ok        not_found
  admin     ok
  banned    not_found not_found forbidden not_found`

export const invitationsToProjectSeen = grid`
  anonymous not_signed_in
  villager  forbidden not_found forbidden not_found
  moderator ok        ok        forbidden not_found
  official  forbidden
  admin     ok
  banned    not_found not_found forbidden not_found`

export const invitationRevoked = grid`
  anonymous not_signed_in
  villager  not_found
  moderator ok ok not_found not_found
  official  not_found
  admin     ok
  banned    not_found`

// Moderating. A moderator's right has a scope; bans are for villagers.

export const banned = grid`
  anonymous not_signed_in
  villager  forbidden
  moderator ok ok forbidden not_found
  official  forbidden
  admin     ok
  banned    forbidden`

export const moderatorBanned = grid`
  anonymous not_signed_in
  villager  forbidden
  moderator forbidden forbidden forbidden not_found
  official  forbidden
  admin     ok
  banned    forbidden`

/** An official, or oneself. */
export const neverBanned = grid`
  anonymous not_signed_in
  villager  forbidden
  moderator forbidden forbidden forbidden not_found
  official  forbidden
  admin     forbidden
  banned    forbidden`

export const bansSeen = grid`
  anonymous not_signed_in
  villager  forbidden
  moderator ok
  official  forbidden
  admin     ok
  banned    forbidden`

import type { HousePage } from './house-pages-nl.ts'

export const housePagesEn: { rules: HousePage; privacy: HousePage } = {
  rules: {
    title: 'House rules',
    lead: 'Bijpraat belongs to the villages and the municipality together. This keeps it pleasant.',
    parts: [
      {
        title: 'Talk like neighbours',
        paragraphs: [
          'Be friendly, also when you disagree. Talk about the matter, not about the person.',
          'No abuse, threats or discrimination. That goes for everyone, the municipality too.',
        ],
      },
      {
        title: 'Use your own name',
        paragraphs: [
          'Your first name is enough. Do not pretend to be someone else.',
          'A badge beside the name shows who works for the municipality. Nobody can type that badge.',
        ],
      },
      {
        title: 'Keep private what is private',
        paragraphs: ['Do not post addresses, telephone numbers or stories of others unless they agree.'],
      },
      {
        title: 'Mistakes are allowed',
        paragraphs: [
          'You can edit or delete a message. After deleting you have ten minutes to put it back.',
          'A promise by the municipality counts once it is in a plan or decision. A chat is a chat.',
        ],
      },
      {
        title: 'What a moderator does',
        paragraphs: [
          'Do you see something that does not belong here? Choose Report at the message. Only moderators see the report, and nobody sees whose it is.',
          'A moderator can hide or delete a message and stop someone from writing for a time. You always get to read the reason.',
          'Do you disagree? Press Ask about it, or ask an administrator to look along.',
        ],
      },
    ],
  },
  privacy: {
    title: 'Privacy',
    lead: 'We keep as little as possible, and we tell you what.',
    parts: [
      {
        title: 'What we know about you',
        paragraphs: [
          'Your name, your e-mail address, which channels you are a member of and what you write. Also on which devices you are signed in, so that you can sign them out.',
          'We never ask for your telephone number.',
        ],
      },
      {
        title: 'Who sees what',
        paragraphs: [
          'Only you see your e-mail address. Your name and messages are seen by those who may read that channel.',
          'Is a channel open to anyone? Who is not signed in sees its news only. Conversations and names of villagers show after signing in.',
          'Nobody sees how far you have read. If you press Read it at an announcement, others see only how many did in each village, from five on.',
        ],
      },
      {
        title: 'On your own device',
        paragraphs: [
          'Your browser keeps messages, so that you can read without a connection. Signing out wipes them.',
          'We use one cookie: to keep you signed in. Nobody watches along and we fetch nothing from other companies.',
        ],
      },
      {
        title: 'How long',
        paragraphs: [
          'What you delete, nobody can read any more. An empty place in the conversation stays. What a moderator hides, only moderators can still read.',
          'Do you want to know what is kept about you, or do you want to leave? Ask an administrator.',
        ],
      },
    ],
  },
}

import { lazy } from 'react'
import { FrontComing, NothingYet, PageComing, part, SectionComing, TabsComing } from './part.tsx'

/** What few open, or not at first: each is fetched when it is needed, or when there is time. */

export const SignInPage = part(
  async () => (await import('../features/auth/sign-in-page.tsx')).SignInPage,
  FrontComing,
)
export const SignInLinkPage = part(
  async () => (await import('../features/auth/sign-in-link-page.tsx')).SignInLinkPage,
  FrontComing,
)
export const InvitationPage = part(
  async () => (await import('../features/invitations/invitation-page.tsx')).InvitationPage,
  FrontComing,
)
export const HousePage = part(
  async () => (await import('../features/house/house-page.tsx')).HousePage,
  FrontComing,
)
export const CatchUpPage = part(
  async () => (await import('../features/catch-up/catch-up-page.tsx')).CatchUpPage,
  PageComing,
)
export const DiscoverPage = part(
  async () => (await import('../features/channels/discover-page.tsx')).DiscoverPage,
  PageComing,
)
export const CreateChannelPage = part(
  async () => (await import('../features/channels/create-channel-page.tsx')).CreateChannelPage,
  PageComing,
)
export const SettingsPage = part(
  async () => (await import('../features/channels/settings-page.tsx')).SettingsPage,
  PageComing,
)
export const MembersPage = part(async () => (await import('./members-page.tsx')).MembersPage, PageComing)
export const PeoplePage = part(
  async () => (await import('../features/people/people-page.tsx')).PeoplePage,
  PageComing,
)
export const PersonPage = part(
  async () => (await import('../features/people/person-page.tsx')).PersonPage,
  PageComing,
)
export const PlanPage = part(async () => (await import('./plan-page.tsx')).PlanPage, PageComing)
export const PlansPage = part(
  async () => (await import('../features/plan/plans-page.tsx')).PlansPage,
  PageComing,
)
export const PlanChangeCard = part(
  async () => (await import('../features/plan/plan-change-card.tsx')).PlanChangeCard,
  SectionComing,
)
export const AgreementPage = part(
  async () => (await import('./agreement-page.tsx')).AgreementPage,
  PageComing,
)
export const AgreementChangeCard = part(
  async () => (await import('../features/agreement/agreement-change-card.tsx')).AgreementChangeCard,
  SectionComing,
)
export const ChannelMenu = part(async () => (await import('./channel-menu.tsx')).ChannelMenu, NothingYet)
export const ChannelTabs = part(async () => (await import('./channel-tabs.tsx')).ChannelTabs, TabsComing)
const promiseCards = () => import('./promise-cards.ts')
export const QuestionCard = part(async () => (await promiseCards()).QuestionCard, SectionComing)
export const QuestionChangeCard = part(async () => (await promiseCards()).QuestionChangeCard, SectionComing)
export const DecisionCard = part(async () => (await promiseCards()).DecisionCard, SectionComing)
export const MadeLinks = part(async () => (await promiseCards()).MadeLinks, NothingYet)
const promisePages = () => import('./promise-pages.ts')
export const QuestionsPage = part(async () => (await promisePages()).QuestionsPage, PageComing)
export const QuestionsWay = part(async () => (await promisePages()).QuestionsWay, SectionComing)
export const WaitingQuestions = part(async () => (await promisePages()).WaitingQuestions, NothingYet)
export const DecisionsPage = part(async () => (await promisePages()).DecisionsPage, PageComing)
export const MePage = part(async () => (await import('../features/me/me-page.tsx')).MePage, PageComing)
export const SavedPage = part(
  async () => (await import('../features/saved/saved-page.tsx')).SavedPage,
  PageComing,
)
export const SavedWay = part(
  async () => (await import('../features/saved/saved-way.tsx')).SavedWay,
  SectionComing,
)
export const MutedSection = part(async () => (await import('./muted-section.tsx')).MutedSection, NothingYet)
export const MutePerson = part(
  async () => (await import('../features/mutes/mute-person.tsx')).MutePerson,
  SectionComing,
)
export const OwnActs = part(async () => (await import('./own-acts.tsx')).OwnActs, NothingYet)
export const ConversationKeys = part(
  async () => (await import('./conversation-keys.ts')).ConversationKeys,
  NothingYet,
)
export const ScheduledSection = part(
  async () => (await import('../features/scheduled/scheduled-section.tsx')).ScheduledSection,
  NothingYet,
)
export const ScheduledLine = part(
  async () => (await import('../features/scheduled/scheduled-line.tsx')).ScheduledLine,
  NothingYet,
)
export const ScheduledSheets = part(
  async () => (await import('./scheduled-sheets.tsx')).ScheduledSheets,
  NothingYet,
)
export const PresenceChoice = part(
  async () => (await import('../features/presence/presence-choice.tsx')).PresenceChoice,
  SectionComing,
)
export const UpdateSheet = part(
  async () => (await import('../features/updates/update-sheet.tsx')).UpdateSheet,
  NothingYet,
)
export const AnnouncementSheets = part(
  async () => (await import('./announcement-sheets.tsx')).AnnouncementSheets,
  NothingYet,
)
export const ModerationPage = part(
  async () => (await import('../features/moderation/moderation-page.tsx')).ModerationPage,
  PageComing,
)
export const ModerationWay = part(
  async () => (await import('../features/moderation/moderation-way.tsx')).ModerationWay,
  SectionComing,
)
export const ToldNotice = part(
  async () => (await import('../features/moderation/told-notice.tsx')).ToldNotice,
  NothingYet,
)
export const ItemSheets = part(async () => (await import('./item-sheets.tsx')).ItemSheets, NothingYet)
export const LinkedNotice = part(async () => (await import('./linked-notice.tsx')).LinkedNotice, NothingYet)
export const UnsentText = part(async () => (await import('./unsent-text.tsx')).UnsentText, NothingYet)
export const VersionsSheet = part(
  async () => (await import('../features/items/versions-sheet.tsx')).VersionsSheet,
  NothingYet,
)
export const MentionPicker = part(
  async () => (await import('../features/messages/mention-picker.tsx')).MentionPicker,
  NothingYet,
)
export const FormattingSheet = part(
  async () => (await import('./formatting-sheet.tsx')).FormattingSheet,
  NothingYet,
)
export const PushChoice = part(
  async () => (await import('../features/push/push-choice.tsx')).PushChoice,
  SectionComing,
)
export const PushKept = part(
  async () => (await import('../features/push/push-kept.tsx')).PushKept,
  NothingYet,
)
export const PushInChannel = part(
  async () => (await import('../features/push/push-in-channel.tsx')).PushInChannel,
  NothingYet,
)
export const NoticeChoice = part(
  async () => (await import('../features/push/notice-choice.tsx')).NoticeChoice,
  SectionComing,
)
/** For developers: not worth fetching before somebody asks for it. */
export const BlocksPage = lazy(async () => ({
  default: (await import('./blocks/blocks-page.tsx')).BlocksPage,
}))

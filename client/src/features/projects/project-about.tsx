import { newProject, type ProjectContent, project, projectItemId } from '@bijpraat/contract'
import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { useProjectTexts } from '../../i18n/projects-texts.ts'
import { type DirectoryEntry, everyone } from '../../ports/directory.ts'
import { paths } from '../../ports/paths.ts'
import { carries, writingIn } from '../../ports/rights.ts'
import { useMe, useReplica } from '../../ports/session.tsx'
import { useNow } from '../../ports/use-now.ts'
import { isOf } from '../../replica/folds.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import type { OpenedChannel } from '../channels/use-channel.ts'
import styles from './project-about.module.css'
import { ProjectSheet } from './project-sheet.tsx'

type Here = Extract<OpenedChannel, { state: 'here' }>

const Names = ({ title, people }: { title: string; people: readonly DirectoryEntry[] }) =>
  people.length === 0 ? null : (
    <p className={styles.side}>
      <span className={styles.of}>{title}</span>
      {people.map(({ personId, card }) => (
        <Link key={personId} href={paths.person(personId)} className={styles.person}>
          <bdi>{card.name}</bdi>
        </Link>
      ))}
    </p>
  )

const Contacts = ({ ids }: { ids: readonly string[] }) => {
  const texts = useProjectTexts()
  const all = useReplica(everyone)
  const people = all.filter(({ personId }) => ids.includes(personId))
  if (people.length === 0) return null
  const isOfMunicipality = ({ card }: DirectoryEntry) => card.role === 'official' || card.role === 'admin'
  return (
    <div>
      <dt>{texts.contacts}</dt>
      <dd>
        <Names title={texts.villageSide} people={people.filter((one) => !isOfMunicipality(one))} />
        <Names title={texts.municipalitySide} people={people.filter(isOfMunicipality)} />
      </dd>
    </div>
  )
}

const Sentence = ({ title, text }: { title: string; text: string }) =>
  text === '' ? null : (
    <div>
      <dt>{title}</dt>
      <dd dir="auto">{text}</dd>
    </div>
  )

/** What a project is for, how far it is and whom to ask; those who carry it say so here. */
export const ProjectAbout = ({ channel }: { channel: Here }) => {
  const texts = useProjectTexts()
  const me = useMe() ?? null
  const now = useNow()
  const [changing, setChanging] = useState(false)
  const item = useReplica((state) => state.channels.get(channel.channelId)?.items.get(projectItemId))
  const said: ProjectContent | null = isOf(item, project) ? item.content : null
  const may = me !== null && writingIn(me, channel, now).may && carries(me, channel)
  return (
    <section className={styles.about} aria-label={texts.title}>
      {said ? (
        <Badge tone={said.state === 'busy' ? 'action' : 'plain'}>{texts.states[said.state]}</Badge>
      ) : null}
      <h2 className={channel.content.about === '' ? 'visually-hidden' : styles.words} dir="auto">
        {channel.content.about || texts.title}
      </h2>
      {said ? (
        <dl className={styles.facts}>
          <Sentence title={texts.goal} text={said.goal} />
          <Sentence title={texts.yield} text={said.expectedYield} />
          <Contacts ids={said.contactIds} />
        </dl>
      ) : null}
      {may ? (
        <span className={styles.act}>
          <Button look="quiet" icon={<Pencil size={20} />} onClick={() => setChanging(true)}>
            {said ? texts.change : texts.tell}
          </Button>
        </span>
      ) : null}
      {changing ? (
        <ProjectSheet
          channelId={channel.channelId}
          before={said ?? newProject}
          onClose={() => setChanging(false)}
        />
      ) : null}
    </section>
  )
}

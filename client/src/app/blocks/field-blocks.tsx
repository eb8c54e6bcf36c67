import { useState } from 'react'
import { ChecksField, ChoiceField, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { Section } from '../../ui/list.tsx'
import styles from './blocks.module.css'

export const Fields = () => {
  const [choice, setChoice] = useState<'all' | 'some'>('all')
  const [checks, setChecks] = useState<string[]>(['ladder'])
  return (
    <Section title="Fields">
      <div className={styles.stack}>
        <TextField label="A line" hint="What it is for." defaultValue="A hedge along the water" />
        <TextField label="A line that is wrong" error="Say in a few words why." />
        <TextField label="A code from a mail" code defaultValue="482 913" inputMode="numeric" />
        <TextArea label="A piece of text" hint="It grows by hand." />
        <SelectField label="One of many" defaultValue="7">
          <option value="1">1 day</option>
          <option value="7">7 days</option>
        </SelectField>
        <ChoiceField
          label="One of a few"
          value={choice}
          onChange={setChoice}
          choices={[
            { value: 'all', name: 'Everyone', about: 'Also who is not signed in.' },
            { value: 'some', name: 'Members' },
          ]}
        />
        <ChecksField
          label="Any of several"
          hint="More than one is fine."
          values={checks}
          onChange={setChecks}
          choices={[
            { value: 'ladder', name: 'A ladder' },
            { value: 'saw', name: 'A saw' },
          ]}
        />
      </div>
    </Section>
  )
}

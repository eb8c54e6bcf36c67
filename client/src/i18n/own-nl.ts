export const ownNl = {
  saved: 'Bewaard',
  savedText: 'Berichten om op terug te komen',
  noneSaved: 'Nog niets bewaard',
  noneSavedText: 'Kies bij een bericht Bewaren. Dan vind je het hier terug.',
  coming: 'De tekst komt eraan.',
  later: 'De tekst komt zodra er verbinding is.',
  deleted: 'Dit bericht is verwijderd.',
  gone: 'Dit bericht kun je niet meer lezen.',
}

"""What one word is with another: its plural, its feminine, however it is typed; and what is another word."""

import itertools

import pytest
from django.http import QueryDict
from django.utils.http import urlencode

from home.setup.platform import Platform
from search import analysis
from search.engine import SearchResults
from search.expression import Clause, Expression, StemSequence
from search.highlights import Marker
from search.params import parse_params
from tests.factories import ContentPageFactory

#: Forms of one word each.
FORMS = {
    "pt": """
        questão questões|migração migrações|jovem jovens|decisão decisões|região regiões|ação ações|nação nações
        instituição instituições|social sociais|reunião reuniões|população populações|organização organizações
        informação informações|condição condições|relação relações|opinião opiniões|nacional nacionais|local locais
        oficial oficiais|país países|mês meses|mulher mulheres|lei leis|rei reis|homem homens|imagem imagens|bem bens
        viagem viagens|comum comuns|fim fins|som sons|margem margens|mensagem mensagens|papel papéis|nível níveis
        acessível acessíveis|responsável responsáveis|sustentável sustentáveis|móvel móveis|fácil fáceis
        difícil difíceis|útil úteis|fértil férteis|frágil frágeis|civil civis|infantil infantis|perfil perfis
        juvenil juvenis|espanhol espanhóis|azul azuis|herói heróis|mão mãos|mãe mães|pão pães|alemão alemães
        irmão irmãos|órgão órgãos|cidadão cidadãos cidadã cidadãs|europeu europeus|museu museus|grau graus|céu céus
        luz luzes|voz vozes|vez vezes|capaz capazes|juiz juízes|raiz raízes|português portugueses|valor valores
        direção direções|lição lições|sessão sessões|coalizão coalizões|caráter caracteres|análise análises
        crise crises|tese teses|síntese sínteses|hipótese hipóteses|base bases|fase fases|rede redes
        criança crianças|gestão gestões|missão missões|pensão pensões|ambiental ambientais|direito direitos
        cidade cidades|indígena indígenas|refugiado refugiados|migrante migrantes|água águas
    """,
    "es": """
        voz voces|luz luces|vez veces|raíz raíces|capaz capaces|feliz felices|eficaz eficaces|juez jueces|cruz cruces
        paz paces|matriz matrices|cicatriz cicatrices|feroz feroces|veloz veloces|directriz directrices|pez peces
        actriz actrices|incapaz incapaces|índice índices|enlace enlaces|alcance alcances|migración migraciones
        región regiones|cuestión cuestiones|decisión decisiones|ciudad ciudades|mujer mujeres|país países|mes meses
        joven jóvenes|imagen imágenes|ley leyes|rey reyes|interés intereses|red redes|nivel niveles|papel papeles
        orden órdenes|régimen regímenes|carácter caracteres|niño niños|crisis crisis|opinión opiniones|valor valores
        legal legales|social sociales|derecho derechos|agua aguas|unión uniones|base bases|lápiz lápices|inglés ingleses
    """,
    "fr": """
        réfugié réfugiée réfugiés réfugiées|égal égaux égale égales|travail travaux|télétravail télétravaux
        national nationaux nationale nationales|international internationaux|municipal municipaux|journal journaux
        employé employée employés employées|salarié salariée salariés salariées|invité invitée invités invitées
        limité limitée limités limitées|créé créée créés créées|communiqué communiquée communiqués|loi lois
        emploi emplois|envoi envois|essai essais|délai délais|élu élus élue élues|revenu revenus|contenu contenus
        prévu prévus prévue|disparu disparus disparue|individu individus|tissu tissus|détenu détenus détenue
        convaincu convaincus|ami amis amie amies|uni unis unie unies|appui appuis|jeu jeux|lieu lieux|enjeu enjeux
        vœu vœux|oeuvre oeuvres œuvre œuvres|eau eaux|bureau bureaux|réseau réseaux|noyau noyaux|matériau matériaux
        idéal idéaux idéale|œil yeux|vidéo vidéos|radio radios|scénario scénarios|commission commissions
        opinion opinions|religion religions|connexion connexions|question questions|droit droits|portrait portraits
        retrait retraits|plaisir plaisirs|leader leaders|activité activités|société sociétés|idée idées|année années
        comité comités|énergie énergies|heureux heureuse heureuses|trou trous|tribu tribus|agenda agendas|musée musées
    """,
    "en": """
        child children|woman women|man men|country countries|policy policies|layman laymen|chairman chairmen
        chairwoman chairwomen|policewoman policewomen|foot feet|tooth teeth|mouse mice|wife wives|midwife midwives
        housewife housewives|knife knives|half halves|shelf shelves|thief thieves|criterion criteria
        phenomenon phenomena|index indices indexes|matrix matrices|appendix appendices|analysis analyses|crisis crises
        thesis theses|hypothesis hypotheses|synthesis syntheses|diagnosis diagnoses|city cities|refugee refugees
        right rights|agency agencies|community communities|child child's|box boxes|law laws|goal goals|worker workers
        right righted|country country's|specimen specimens|regimen regimens|process processes|business businesses
    """,
    "ar": """
        المساواة مساواة ٱلْمُسَاوَاةُ والمساواة بالمساواة للمساواة كالمساواة فالمساواة وبالمساواة وللمساواة المســـاواة
        المهاجرين مهاجرين والمهاجرين للمهاجرين|الهجرة هجرة بالهجرة للهجرة|أطفال اطفال الأطفال للأطفال|مستوى مستوي
        بالغ بالغين البالغين
    """,
}

#: Words of which no two are the same.
APART = {
    "pt": """
        mão mãe mal mais caos cão pais pal sol sal lei ler rei real depois jamais deus dar civil cidade social sócio
        nação nato ação ato região reger questão quesito bem bom fim fio som comum comunidade papel papa
        herói horas nível trem trans azul fácil faca perfil perfume canal cano
    """,
    "es": "paz paca luz lucas lucha voz vocal vez vecino juez juego raíz raro red rey ley leer mes mar cruz",
    "fr": """
        pays payer loi loin roi mois moi fois foi pas plus jeu jeune lieu eau bureau vers verre univers travail travers
        chaux cheval cas fou four trou trouver tri tribu élu élève commission comme religion relire français
        temps tant corps cour femme faim pari parti paris voix voie
    """,
    "en": """
        man many mane omen oman women woe live life these thesis base basis child chill foot food half halt wife
        crisis cry criterion index indian media medium policy police polite country count county
    """,
    "ar": "والد دين مساواة مساء هجرة هاجس بالغ غين",
}


def stem(word: str, language: str) -> str:
    return " ".join(analysis.stems(word, language)[:1])


@pytest.mark.parametrize("language", FORMS)
def test_the_forms_of_a_word_are_one_with_accents_and_without(language: str) -> None:
    apart = []
    for forms in FORMS[language].replace("\n", "|").split("|"):
        typed = {written for form in forms.split() for written in (form, form.upper(), analysis.fold(form))}
        found = {stem(form, language) for form in typed}
        if len(found) > 1:
            apart.append((forms, found))
    assert not apart


@pytest.mark.parametrize("language", APART)
def test_other_words_stay_apart(language: str) -> None:
    stems = [(word, stem(word, language)) for word in APART[language].split()]
    assert [pair for pair in itertools.combinations(stems, 2) if pair[0][1] == pair[1][1]] == []


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("ac\u00adción", ["accion"]),
        ("ac\u200bción\u200b de\u2060recho", ["accion", "derecho"]),
        ("\ufeffacción ac\u200cci\u200dón", ["accion", "accion"]),
        ("ٱلْمُسَاوَاةُ", ["المساواه"]),
        ("n\u0303u m\u0303a", ["nu", "ma"]),
        ("una_sola a\u200d_\u200db \u200d \u0301", ["una", "sola", "a", "b"]),
        ("L'Œuvre l’eau l\u02bcégalité", ["l", "oeuvre", "l", "eau", "l", "egalite"]),
    ],
)
def test_what_is_not_seen_and_marks_of_letters_do_not_part_words(written: str, found: list[str]) -> None:
    assert analysis.fold_words(written) == found
    assert [word for word in analysis.words(written) if not analysis.fold(word)] == []


def test_what_is_kept_as_it_is_seen_has_no_signs_that_are_not() -> None:
    assert analysis.normalize("ac\u00adcio\u0301n\u2060\ufeff \x00") == "acción  "
    assert analysis.normalize("👩\u200d🔬 می\u200cخواهم") == "👩\u200d🔬 می\u200cخواهم"  # what joins and parts is seen


@pytest.mark.indexed
def test_words_are_found_with_and_without_their_vowel_signs_and_breaks(indexed_platform: Platform) -> None:
    for slug, title in (
        ("musawat", "المساواة بين الجنسين"),
        ("voyelles", "ٱلْعَدَالَةُ"),
        ("silabas", "Tras\u00adver\u200bberar"),
    ):
        ContentPageFactory(parent=indexed_platform.home, title=title, slug=slug)
    for typed, slug in (("ٱلْمُسَاوَاةُ", "musawat"), ("العدالة", "voyelles"), ("trasverberar", "silabas")):
        given = SearchResults(parse_params(indexed_platform.source, QueryDict(urlencode({"q": typed}))))
        assert [entry.page.slug for entry in given.results_page] == [slug], typed


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [("المساواة", "قالوا ٱلْمُسَاوَاةُ للجميع", "ٱلْمُسَاوَاةُ"), ("agua", "el_agua_limpia", "agua")],
)
def test_a_word_is_marked_as_it_is_found(query: str, text: str, marked: str) -> None:
    language = "ar" if query == "المساواة" else "es"
    part = StemSequence((analysis.stem(analysis.fold(query), language),))
    pieces = Marker(Expression(language, (Clause((part,), query),))).whole(text)
    assert "".join(piece.text for piece in pieces) == text
    assert [piece.text for piece in pieces if piece.is_match] == [marked]

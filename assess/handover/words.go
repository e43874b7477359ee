package handover

import (
	"crypto/rand"
	"math/big"
	"slices"
	"strings"
)

// wordsInPassphrase is the number of words in a passphrase: with the list below they
// hold 105 bits, more than anybody can try.
const wordsInPassphrase = 10

// NewPassphrase returns ten words chosen at random, joined by hyphens.
func NewPassphrase() string {
	list := strings.Fields(plainWords)
	words := make([]string, wordsInPassphrase)
	for i := range words {
		n, err := rand.Int(rand.Reader, big.NewInt(int64(len(list))))
		if err != nil {
			panic(err) // the system's source of random numbers never fails
		}
		words[i] = list[n.Int64()]
	}
	return strings.Join(words, "-")
}

// spellings returns what somebody may have meant who typed a passphrase: what they
// typed, and one of ours that was heard by phone, with spaces or in capitals.
func spellings(typed string) []string {
	words := strings.FieldsFunc(strings.ToLower(typed), func(r rune) bool { return r == ' ' || r == '-' })
	ours := strings.Join(words, "-")
	list := strings.Fields(plainWords)
	if ours == typed || slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(list, w) }) {
		return []string{typed} // each try takes a second
	}
	return []string{typed, ours}
}

// plainWords is our own list of plain words, made for this program and in the public
// domain: short, known to everybody, easy to say by phone.
const plainWords = `
able acid acorn acre actor adapt admit adult after again agent agree ahead alarm album alert
alley allow almond almost along alpine always amber amount anchor angle animal ankle answer
antler apart apple apron arch arctic arena argue armour around arrive arrow artist ashore aside
asleep atlas attic autumn avenue awake award away axis badge badger bakery balcony ballet
bamboo banana bandage banjo bank banner barber bargain barley barn barrel basin basket bath
battery beach beacon beam bean beard beaver become bedroom beef beetle before begin behave
behind believe bell belong below belt bench beneath berry beside best better between beyond
bicycle birch birthday biscuit bison bitter blanket blazer blend blind blink block blossom
blouse board boat body boil bold bonfire bonnet book boost border borrow bottle boulder bounce
bowl box bracelet bracket brain branch brass bread breeze brick bridge brief bright bring brisk
broad broccoli bronze broom brother brown brush bubble bucket budget buffalo bugle build bulb
bundle burger burrow butter button cabbage cabin cable cactus cake calm camel camera camp canal
candle canoe canvas canyon captain caravan carbon cardigan career cargo carpet carrot carry
cart carve castle catalogue catch cattle cave ceiling celery cement central century certain
chain chair chalk champion change chapel chapter charm chart cheap cheek cheese cherry chess
chest chicken chief child chimney chin chocolate choose chorus cinema circle circus citizen city
clarinet classic clay clean clear clerk clever cliff climb clinic cloak clock close cloth cloud
clover club cluster coach coast coat cobalt cobweb coconut coffee coin collar colour column
comb come comet comfort common compass concert cone contain cook copper coral corner corridor
cotton cough count country couple courage cousin cover cow cradle craft crane crater crayon
cream create cricket crisp crocus crop cross crowd crown cruise crumb crystal cube cuckoo cuff
culture cup curious curtain curve cushion custard cycle cymbal daffodil dairy daisy damp dance
daring dark dash daughter dawn daylight deal debate decade decide deck deep defend degree delight
deliver denim dentist depend depth desert design desk detail develop diagram dial diamond diary
dictionary diesel digital dinner dipper direct dish distant divide dizzy doctor dolphin domino
donkey door double dough dove down dozen dragon drama draw dream dress drift drill drink drive
drum duck dune during dusk dust duty eager eagle early earn earth easel east easy echo eclipse
edge edit eight either elbow elder electric elegant elephant eleven elm embark ember emerald
empty enamel energy engine enjoy enough enter entire envelope equal errand estate evening event
evergreen every exact example excite exhibit exit expand expert explore express extra eyebrow
fable fabric face factory fade fairy faith falcon fame family famous fancy farm fashion fasten
father fault favour feast feather feature fence fern ferry festival fetch fiddle field fifteen
fifty figure film filter final find finger finish fire firm first fish five flag flame flannel
flask flat flavour fleet flight flint float flock floor flower fluffy flute focus foggy follow
food foot forest forget fork formal fortune forty fossil found fountain fox frame freckle free
fresh fridge friend frog front frost fruit fudge full funnel funny further future galaxy gallery
gallop garage garden garlic garment garnet gate gather general gentle gesture giant ginger giraffe
give glacier glad glass glide glimpse globe glossy glove glow glue goat gold golf gondola good
goose gossip grace grain grand grape grass gravel great green greet grey grid grill grin grip
ground group grove grow guess guest guide guitar gulf gull gust habit half hammer hammock hamper
hand happy harbour hardly harp harvest hat have hawk hazel head health heather hedge height
helmet help hemlock herb hermit heron hidden high hike hill hinge hippo history hobby hockey
hold holiday hollow home honest honey hood hook hope horizon horn horse hotel house hover huge
human humble hundred hungry hurdle hurry husky iceberg idea igloo image imagine impact improve
inch include income indigo indoor infant inform ink inland inner insect inside instant invent
invite iris iron island ivory ivy jacket jaguar jam jar jasmine javelin jaw jazz jeans jelly
jersey jewel jigsaw jockey join joke jolly journey judge juggle juice jumble jump jungle junior
just kayak keen keep kennel kettle keyboard kick kilt kind king kiosk kitchen kite kitten knee
knit know koala label ladder lagoon lake lamb lamp land lane language lantern large lasso last
late laugh launch laundry laurel lavender lawn layer lead leaf learn leather ledge left legend
lemon lend length leopard lesson letter lettuce level library lift light lilac limb lime linen
link lion liquid list listen little lively lizard lobster local lodge logic long loop lorry
lotus loud lounge loyal lucky luggage lumber lunar lunch lyric machine magnet magpie mahogany
main make mammal manage mango mansion manual many maple marble march margin marigold marina
market marmalade marsh mask match maths meadow measure medal medicine medium meet mellow melody
melon member memory mention menu mercy message metal method middle midnight mild milk million
mineral minnow mint minute mirror mission misty mitten mixture model modern moment monday money
monkey month moon moose morning mosaic moss mother motor mountain mouse mouth move muffin mule
muscle museum mushroom music mustard mutual myth napkin narrow nation native nature near neat
neck nectar needle neighbour nephew nest nettle network neutral never next nickel nine noble
noise noodle normal north nose notebook notice nought novel november number nurse nutmeg oak
oasis oatmeal object ocean october octopus odd offer office often olive omelette once onion
only opal open opera orange orbit orchard order organ origin ostrich other otter outdoor outside
oval oven over owl own oyster pacific paddle page paint palace palm pancake panda panel paper
parade parcel parent park parrot parsley partner party passage past pasta patch path patient
pattern pause pavement peach peanut pebble pedal pelican pencil penguin people pepper perfect
perhaps person petal phone photo piano picnic picture piece pigeon pillow pilot pine pink pioneer
pirate pitch pizza planet plank plant plastic plate play please plenty plum pocket poem point
polar polish polite pony pool poplar popular porch porridge portrait possible postcard potato
pottery powder present pretty primrose prince print prize problem promise proper proud public
pudding puffin pulley pumpkin pupil puppet purple purse puzzle pyramid quality quarter queen
quick quiet quilt quiz quote rabbit radar radio radish raft railway rainbow raisin rally ranch
random rapid raspberry raven razor reach ready real reason recipe record reduce reef refresh
region relax remember repair reply rescue result return reward rhubarb ribbon rice rich ride
right ripple river road robin robot rocket roll romance roof room root rope rose rotate rough
round royal rubber ruby rugby ruler run rural rustic saddle safari saffron salad salmon salt
same sample sand sandal sapphire sardine satin sauce saucer sausage save saxophone scale scarf
scene school science scissors scooter score scout screen sculptor sea season seat second secret
sensible sentence serious seven several shallow shape share shark sharp shed sheep shelf shell
shelter shield shine ship shirt shoe shop shore short shoulder shovel show shrimp shrub shuttle
shy sideways signal silent silk silver simple since singer sister sixty sketch skill skirt sky
sleep sleeve slice slide slipper slow small smart smile smooth snack snail snow soap soccer
sofa soft soil solar soldier solid some song soon soup south space spade spaniel spark speak
special speed spell spend sphere spice spider spinach spiral spoon sport spring sprout square
squirrel stable stadium stage stamp star station statue steady steam steel step stick still stir
stone stool store story stove straw street string strong studio sturdy subject sudden sugar
summer sunday sunset supper sure surf surprise swallow swan sweater sweet swift swim symbol
syrup system table tablet tactic talent talk tall tambourine tandem tangerine tango target
tartan taste taxi teacher team teapot telescope temple tennis tent test thank theatre theory
thick thimble thing think thirty thistle thought thread three through thumb thunder ticket tidy
tiger timber time tinsel tiny title toast today toffee together tomato tonight tool tooth topaz
topic torch tortoise total toucan tower town toy track tractor trade traffic train travel tray
treasure treat tree trend triangle tribe tropic trouble trousers trumpet trunk trust tulip
tunnel turkey turnip turtle tutor twelve twenty twig twin twist typical umbrella uncle under
uniform union unique unit until upper upset upstairs urban useful usual vacuum valley value
vanilla vase vault vegetable velvet venue verse very vessel village vintage violet violin visit
visual vivid voice volcano volume voyage waffle wagon waist walk wallet walnut walrus wander
warm wash watch water wave wealth weather weave wedding weekend welcome west whale wheat wheel
whisker whistle white whole wicker wide wild willow window winter wisdom wise wish wizard wolf
wonder wooden wool word work world worthy wrap wrist write yard yawn year yellow yesterday yoga
yoghurt young yourself zebra zero zigzag zipper
`

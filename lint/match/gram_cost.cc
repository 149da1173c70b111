// SPDX-License-Identifier: Apache-2.0
#include "lint/match/gram_cost.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <unordered_map>

#include "lint/base/ascii.h"

namespace keylint {
namespace {

constexpr std::size_t kClasses = 38;
// Below the least rate of the list of frequent grams.
constexpr double kNotFrequent = 32;

// Letters in either case, 0, 1, other digits, then the signs that keys and
// names are made of; spaces and quotes as one each, the rest as one.
constexpr std::array<std::uint8_t, 256> MakeClasses() {
  std::array<std::uint8_t, 256> classes{};
  for (int c = 0; c < 256; ++c) classes[c] = c < 33 ? 36 : 37;
  for (int c = 0; c < 26; ++c) classes['a' + c] = classes['A' + c] = static_cast<std::uint8_t>(c);
  for (int c = '2'; c <= '9'; ++c) classes[c] = 28;
  classes['0'] = 26;
  classes['1'] = 27;
  classes['_'] = 29;
  classes['-'] = 30;
  classes['.'] = 31;
  classes['/'] = 32;
  classes[' '] = 33;
  classes['='] = 34;
  classes['"'] = classes['\''] = classes['`'] = 35;
  return classes;
}

constexpr std::array<std::uint8_t, 256> kClassOf = MakeClasses();

// Quarter bits of information, A (0) to / (63), in base64's order: of a byte
// alone, then of a byte (column) behind another (row).
constexpr std::string_view kAlone =
    "TaUVQXaZSndVXTUWjSSRXbebdmYcVTcddMdbQO";
constexpr std::string_view kBehind =
    "jUQQidUlVraOROpTpOOKXbhaZpkhZWckpVzkhW"
    "OdYaNcdhPTmMbdRXjSXZNkkcSsddTRcckXxgeS"
    "PeYbPbjPVzRQWcLWmUYMXjphe1efYRcfhTvfgU"
    "QcYTIghiQlpXYhUZgTWbYigbfzigZQdalMicXP"
    "UeSRZSXpesqTXPeZaMPPjUdVdxmlbScbnMkdaQ"
    "RcZaTQamJ1uUccNauSTVTpgjd1fgYTfbsLkiaR"
    "WeZgKbbVPvtYYSUTvRQXVhmukpkfcNbZcNpeZQ"
    "LcaYHhlqNwnfejQdqWaTZlXvWgqjcSfenQlabR"
    "ZZQQVQTsj0mTVIPXoVPOoWwc0XqncXhnqb1njZ"
    "PdgeGcifVlhjbeOUhiLcRjcllflkaWVapVphkQ"
    "XXYbKcaeTupaaaacnaSYWajpmjpgZJZZkNnZYL"
    "PebULbgnNqWPgmOapgUUSgliXvmgbPbdfRoeXR"
    "LWWWLfilQtpaQfPPrhRYUijef0gZVQeehTughU"
    "SiRPMUQmUtbZgZScrfPLVbrnfvqheUedlOnYdT"
    "cXRRhSapWmbSSKXRwLUSQXViltsliVfhhR0kgZ"
    "NfUXNbcWQzbRYiPUiOVQTgfea0ngaQZdoVhheS"
    "VhYYVeagesoPXgdamZUeGpgoppkfXMVaoTohSO"
    "QeWXJdZpQzdYWTQedTURRakeWumddSddmPsfbR"
    "XdVcMfZVQtVVcbVTiaQJWketZlskdSdXdNfcbQ"
    "PiYcMdjOO0lbdgRbxOVZTjhaWwnjaQdblLpebQ"
    "WVOUQVZtVutPSMjRxMOOnlsXutogWXllxa2mjc"
    "LbZWJdejNxlYViPWhdadjqqkspZXTQUemVtihO"
    "MfYZOdjQLoiWWTQbhOVeekamrunZXPdZoRsfeS"
    "XaVYRUhmXzufSlYTkfdQjrrYewNSKNYeZSpdYP"
    "dbaeZgjqbulaTTWLqYQRiniukmojgNYWeJhXWN"
    "RefeDfggYooZghRcoZgiamijaTjmaVYfkVuYbS"
    "effhhdmvw4kgmvzs51vwmz1I52IUMSecoSvbUL"
    "cccddbnvu1wlnuxlwmmplpwfz1NQGOdWgQqWSK"
    "ZZYabamokwkfhqripoelkkrbuwOSGOcXgQsXQK"
    "SUNQSTWVQldTRVUPeQNRXWYgrmgcYVtr5l/wqd"
    "bXUaVXegYqlYZbaYoaWafgfkpldWUsItwRlmcG"
    "UWPVWXYQUcgVWUVTkVSWaZbkhtVYThpSeOuZMU"
    "WaTXZcbcZjbYWdaUqZSVdcchurkhdwsjNNuhJJ"
    "VYUXZXecUnhaYYXXkXTTbbakopWdbidnfFUVuM"
    "qvqpulxrs6svlmtr8pljswzui6jji8txvCMOYV"
    "WaUWXYYbYhdZYYYWjYTVZdfjmnabYlgccPjTNG"
    "ddYccdfkVsmgYghaqWUdcdglvycgcjlaWMgeEN"
    "bdXUachfXpiccZcYmYUbfdgclqWcZlieWJcaJJ";
static_assert(kAlone.size() == kClasses && kBehind.size() == kClasses * kClasses);

// The frequent grams of words, which pairs of bytes say too little about: at
// least so many per megabyte, and less than double. Sorted, back to back.
constexpr std::string_view kFrom32 =
    "-2.0-cel-ein-eno-for-ide-lic-nam.con.err.get.ghz.io/.lon.new.org.pro.res.sta.typ.val/api"
    "/com/con/cry/evp/git/htm/nod/ope/pkg/pro/spa/ssl0002000a000f001002110x020x030x040x200x40"
    "0x800xc00xe620002056211_3/ss400064_t800080218s.i__le_acc_act_asn_aut_ax__bus_byt_cac_cal"
    "_cer_chi_cle_cli_clo_cod_col_cor_cre_ctl_cur_dbg_dec_dir_div_dri_drv_enc_exi_exp_fai_fin"
    "_fmt_fra_fro_gen_gpi_gro_has_hig_hos_hw__i2c_in__inp_ins_inv_io__ioc_is__ite_ker_le3_lev"
    "_lib_log_loo_low_mac_mar_mat_mes_met_min_mis_mul_mux_new_no__non_not_obj_ope_opt_pac_pad"
    "_pat_pci_pla_pol_pos_pow_ptr_put_ran_rat_rec_ref_rel_rem_rep_ret_rin_run_sec_sel_sen_seq"
    "_ser_sha_sig_soc_spe_spi_sto_sub_sup_sym_syn_sys_tag_tes_thr_tlv_upd_usb_wid_wor_wr__x50"
    "a_deabilach_achiactuadd_addiaddladmiafteagerailaailsailuain_aineainsaintall_allbalrealso"
    "alteame:an/managanchannoansaantiapacapplard_are_aredaresarguariaash_assiassoast_asteasyn"
    "ata.atalate-ate.aterath_atinativatomattaatteatumaudiavaiave_b.cob205b43_bankbdevbefobind"
    "bit_blesblicbootbounbpf_branbrarbridbug_bus_c-foc/htc000c_coc_dec_inc_mec_rec_stcal_can_"
    "canncapacardcastcausce_ice_sceivcellcfg_che_chilci_dcie_ciphck_cck_ock_sckedcloscluscntl"
    "collcolocolucom/convcopecorrcovecrtccsi_ctuacturctx-d_cod_ded_ind_mad_sed_stdagbdatudbg_"
    "dec_decldecodeladepedersdetadetediffdio_discdiskdle_doesdomadonedpoidropdrv_dumpdx-le-id"
    "e_ade_ene_lee_loe_noe_pae_pre_see_sie_taeadyeceieclaecodectsecured_aedefediaeditefixefor"
    "egategeregioegmaegraeguleigheinveiveelatelayeld_eldself.ellsemitemotemplencrencyendeendo"
    "endpendsenomensiensoent-ent.enteeparepeneplaeplieporepreeproer_cer_der_fer_ier_oer_pered"
    "erf_ergeeriaericeriferioervaesenesseessoest.estiestoestrestset_bet_fet_iet_met_pet_ret_t"
    "etaietchetdeetesetheetriettietupetwoeue_ev_eev_peverevp_examexceexisexitexpoextrfdeffer_"
    "ficafiedfifofirmfloaflowflusfndefollfor_forcfounfreqfterfullg_cog_fug_ing_reg_stgaingate"
    "ge_sgfp_ggergic_ginggiongithgiveglobgmapgnalgnorgo/cgpl-gramgumegurahardharehas_heaphelp"
    "hemaher_hildhilehinehingholdhookhouthreahrefhub.i_deiablialiiateibraic_sicesicroid_sidat"
    "ideoideridgeieeeier:ifdeifndify_iggeiginignaignoilabile_ilesilurimagime.ime_imesimpoin_l"
    "in_uinalinatind_indoine_inesing.inglink_inodinseint8intrintsinueio_cio_dio_sioctipheipto"
    "iredirtuisioistiistsitheithoithuitleitoritteive_izatizedjustk8s.k_cok_irk_ofk_stk_x5kage"
    "kindkingknowkubekvm_l-2.l/crl/mal_cml_col_ctl_del_inl_pal_rel_sel_stlabllacelag_lanelang"
    "layele32le_dle_ple_sleanleftlessletilibrlicylid_lidalikelizelledlobaloc_log_logilookloop"
    "loselow_lowelowilumnlurelushlustlx5_lxswm_com_dem_remagemailmallman/manamappmarymastmati"
    "medimergmespmetrmic_micrmin_mingmiteml/mmlx5mlxsmmc_mmenmodimon_moremotemp_cmpilmplampli"
    "mpormsg_mtk_mux_mwarn/man3/sn_arn_inn_lon_man_ren_unnagenal_natincrynd_cnd_sndarndedndit"
    "ndorndowndponel_nentner_nerinet_netdnetwnfornge_ngesnginnglengo.ngo/nic_nnotnomenon-none"
    "norenotenownnregnse-nse.nsernsionsorntatntedntegntinntl_nvernvmeo/coo_leo_reoad_obaloc/h"
    "ock-ocksocolocspode-ode.odecodeloderodifoducojecokenokupolatolicollooloromaiomemomicomme"
    "ompiompoompron_aon_sonenonf_ons.ontionveookuopt_oragorceorg/origoritorm_orreort-ortsosit"
    "ost_otalotifotocoughownep_cop_inp_stpad_patcpciepdx-peedper_peripermperspes.pfc_pg_fphys"
    "pingpinspipepkcspkeypkg/pl-2placplanplayple_plempliepll_ploaplugpolipollpoolposipostpped"
    "ppenppinpplipplyprecprefprepprevprimprioprogprojpromps:/ptorptr_pu_tpublpullpushquenqwer"
    "r_cor_der_err_mar_rer_ser_stractragerainrancrandrantraryratoray_rce_rcesreasredirefiregm"
    "relarencrepareprreq_res_reshretrrevirfs_rgumrialrictridgrifyriggriorrivarm_drmalrminrmwa"
    "rnetrninroberodurogrrojerom_rounroutrst_rt_ert_srtitrtuartyuruleruntrvals.ios://s_2_s_co"
    "s_des_mas_resafesamesampsavescopscsise-isecosecusel_sentseq_sequser_serisetssettsetushal"
    "sharshowsiblsidesimpsitisk_sskipsl/csoc_somesortspdxspeespensrc_ssedssibssinssocssorst_a"
    "st_cst_est_fst_pst_sst_tstamstedstenstepstm3strosubdsubssuccsumesuresuspsw_ssys_sysct64_"
    "t_adt_bit_dat_ent_eqt_ext_fit_fot_get_idt_lit_lot_mot_not_pat_pot_prt_set_sut_syt_tytach"
    "tagetailtamptanctandtasktat_tch_tchetcontdevte_cte_pte_rte_stectted_tegetegrtemstendtens"
    "ter-teretervtex_thanthenthinthorthouthrothubticatiestimitinutitititltm32tml/tnamto_cto_l"
    "tocotoketomitooltor-tor_toratorstorytotatps:traitrietrigtry-try_tstattacttinttr_ttritupl"
    "twortx_styu0u_touartub.cubliucceuctuuencult:ultsunitunreunteupleuploupplure_uresurnsuse_"
    "usinuspeusteuthoutilv_ervailvarivcpuved_vendver_verivertveryviewvisivoltw_spwer_wertwher"
    "whilwindwingwrapx-lix100x_inx_rex_sexampxcepxfffxistxmm1xorlxporxprexsw_xtray_siync_yped"
    "yyyyzatizerozone";
constexpr std::string_view kFrom64 =
    ".com.htm.nam.pod/cod00010x010x100xff100032_t4l2_509___sh_all_arg_att_blo_cap_cfg_clk_cmp"
    "_cnt_cou_cpu_ctx_deb_def_del_des_dis_dma_ena_end_ent_eve_ext_fie_fil_fla_for_fre_han_hea"
    "_id__idx_ind_key_lin_lis_map_max_mem_msg_nod_num_ops_out_pag_per_phy_pin_por_pre_que_req"
    "_rx__tra_tx__unl_use_verabelacceace_ack_acpiadapage_agesailealigalizalleallyame_ametampl"
    "and_angoanneappeaptearcharenargsarseart_artiase_ask_ata-atesatfoatibaturauseauthautobili"
    "bio_bitsbledbuf_builbutecalecap_ceptcertchedchemchinchipcifick_icleacmd_cmp_condcordcpi_"
    "cpu_ctedctivctl_ctx_curlcurrd_redaptddr_deleder_destdiredisadispdistditidjandlerdowndrm_"
    "e_coe_dee_ide_ine_mae_ree_steacheadeeaseeatuecifeconecorect_ecteefereleaelemeletemoremov"
    "emptenamenceencoend_engtentaenumeoutequaequier_seralerenerfaermiernaerneerr_erruert_erti"
    "ertyerviespaespoess_essaessiestaet_cet_det_seterethoevelexecexprext_facefalsfeatferefier"
    "figufiltfindfinifirsforeframftwagresgstrgulahanghannhashhavehichhighhouli2c_ibleibutical"
    "ice_idenidthificiguriledilitilteimeoimerimitimplinctindiinedineringsinliint3int6int_intf"
    "intoion.ion:ionairecirstisabissiist_istritchite_itiaivatize_izeojangjsonk_tykernkey_l_ch"
    "l_sklabelastlatflatilatolbaclearleaslemelengletelevelicalignlimilinglitelityllballerllow"
    "lterlueslumemac_machmainmakemandmap_markmatcmbolmem_memomeoumessmetametemethmissmmanmmit"
    "mmonmorymovemovlmpatmptymsgimsgsmultmustmutencodnctrndefnderndifndinnectneedneranew_next"
    "nfo-nfo_ngthningnit_nitinlinnlocnnecnnelnotinstanstrnt32nt64ntaintelntenntifntimntrinum_"
    "numbo_deocatocesockeodesoftwolleolumommaommiommoompaomplonalondionneonseontaopyrordeore_"
    "orteotheouldout_outpoverovidowerp_repacepareparspartpasspatipci_pdevpeciperaperfpertpher"
    "phy_pin_pincpio_platpletplicponspoweprobprovpterpto/put_pyriqualquerquirr_inraceram_rams"
    "rangrderreamrecerecorectree_referegsregureleremoreplreporestrfacrgetriburiesrityriv-rnal"
    "rnelrocerollrootroperotorovirrayrrenrruprtedruptrvedrverrvics_insablscalscanschesectself"
    "sendsenssesssgidsgstshousk_tsl_sslotsn1_snd_socksoftspacspanspinsponssagssl/stacstanstem"
    "stinstopstrastreswitsymbsystt32_t_cot_det_int_mat_ret_sttacktargtatstel_tentter_teraterf"
    "termterrterstforthodthretialtibltifitputtreatreetrictterttpstualtus_twarueryuilduireulat"
    "ule_ult_ultiumbeumenunc_undeunlountiuraturreusb_utexutpuv4l2vatevirtvoluwaitwarnwhenwhic"
    "widtwillwitcwordxtenxterxxxxymboypesyptoyrigysteytesze_tzeof";
constexpr std::string_view kFrom128 =
    "/man_bas_bit_buf_cha_che_cmd_com_ctr_err_fun_inf_ini_int_irq_len_loc_mod_nam_off_par_pri"
    "_pro_rea_res_shi_siz_sk__str_tab_tim_to__val_wriaaaaacheackeactiaderalidalloalseamesan3/"
    "anceandlangearamargearraasn1asseata_atchate_atedatorattraultbackbjecble_blocboolbreabuff"
    "bytec/macachcatecaticcescenscesscketclasclieclk_clocconncopycorecreacripcrypctordateddre"
    "debudefadentdev-dev_dingdma_doc/dresdrivduleead_eateebugeck_ectiectoefauegiselecelseemen"
    "enabendienerenseent_entientsequeeratersierveescreseresetesouest_esulexpeextefailfaulffer"
    "ffffffsefielfig_freefsetgenegistgotogpiogrouhandheadherehifthosthtmlhttpicaticenieldient"
    "ifieightindeing_inpuinstinuxinvaion_iptiirq_itemiteritioiverlasslatelectlicelienlinelink"
    "linullocloadlocalongman3max_mbermodumplenablndexndlenputntexntrontrynux/nvalobjeoc/mocal"
    "ock_ode_oduloffsointonlyonteontroperoptiormaort_ossloundourcpackpagepathpdatpectpendpoin"
    "pporpresprinprocpropprotquesqueurameransrateratireakreatreg_rentresorespressresurighrint"
    "riptrivermatrouprsioryptsagescriselesertshifsingsl_csourspecsserssiostarstorsultsuppsync"
    "taintarttempterntextthattingtivetoretractrantribtrl_troltruetureuestueueuffeuintupdauppo"
    "urceuseduservaliversvidewareworkx509xpecype_";
constexpr std::string_view kFrom256 =
    "_add_con_dat_dev_get_mas_reg_set_sta_typaddralueatusbasecallcasechancharcheccludcommcomp"
    "confcounctrldescdevienssentrerroevenevicfileflagformfromget_gnedheckigneinclinfoinitions"
    "istejectlagslistludemaskmentmodenclunctinfignodensignsslnternullonfiopenountparapenspriv"
    "ptioreadregirequreseringriterrorservset_signsionssl_sterstritabltatetatutesttherthistime"
    "trinunctunsivaluventvicevoidwithwritx000";
constexpr std::string_view kFrom512 =
    "00000x00ableaticatiocodeconscontctiodatadefiefineturfinefuncintelocknameonstportreturuct"
    "sizestatstrutatitiontructurntype";

/// Rates of the frequent grams, by open addressing.
class FrequentGrams {
 public:
  FrequentGrams() {
    Add(kFrom32, 45);
    Add(kFrom64, 90);
    Add(kFrom128, 180);
    Add(kFrom256, 360);
    Add(kFrom512, 800);
  }
  /// 0 when the gram is not frequent.
  double Of(std::uint32_t gram) const {
    for (std::size_t i = Slot(gram); rates_[i] != 0; i = (i + 1) % kSlots) {
      if (grams_[i] == gram) return rates_[i];
    }
    return 0;
  }
  /// Of the frequent grams that begin with these three bytes together.
  double Beginning(std::uint32_t trigram) const {
    const auto found = beginnings_.find(trigram);
    return found == beginnings_.end() ? 0 : found->second;
  }
  static std::uint32_t Load(const char* at, int bytes = 4) {
    std::uint32_t gram = 0;
    for (int i = 0; i < bytes; ++i) {
      const char c = Lower(at[i]);
      gram = gram << 8 | static_cast<unsigned char>(c);
    }
    return gram;
  }

 private:
  static constexpr std::size_t kSlots = 8192;
  static std::size_t Slot(std::uint32_t gram) { return (gram * 2654435761u) >> (32 - 13); }
  void Add(std::string_view grams, std::uint16_t rate) {
    for (std::size_t at = 0; at + 4 <= grams.size(); at += 4) {
      const std::uint32_t gram = Load(grams.data() + at);
      std::size_t i = Slot(gram);
      while (rates_[i] != 0) i = (i + 1) % kSlots;
      grams_[i] = gram;
      rates_[i] = rate;
      beginnings_[gram >> 8] += rate;
    }
  }
  std::array<std::uint32_t, kSlots> grams_{};
  std::array<std::uint16_t, kSlots> rates_{};
  std::unordered_map<std::uint32_t, std::uint32_t> beginnings_;
};

const FrequentGrams& Frequent() {
  static const FrequentGrams frequent;
  return frequent;
}

constexpr int QuarterBits(char c) {
  if (IsUpper(c)) return c - 'A';
  if (IsLower(c)) return c - 'a' + 26;
  if (IsDigit(c)) return c - '0' + 52;
  return c == '+' ? 62 : 63;
}

// By the model of byte pairs.
double ModelOf(const char* gram, int bytes) {
  const auto class_of = [gram](int i) { return kClassOf[static_cast<unsigned char>(gram[i])]; };
  int quarter_bits = QuarterBits(kAlone[class_of(0)]);
  for (int i = 0; i + 1 < bytes; ++i) {
    quarter_bits += QuarterBits(kBehind[class_of(i) * kClasses + class_of(i + 1)]);
  }
  return 1e6 * std::exp2(-0.25 * quarter_bits);
}

}  // namespace

double GramsPerMegabyte(const char* gram) {
  if (const double rate = Frequent().Of(FrequentGrams::Load(gram)); rate != 0) return rate;
  return std::min(kNotFrequent, ModelOf(gram, 4));
}

double TrigramsPerMegabyte(const char* gram) {
  return std::max(Frequent().Beginning(FrequentGrams::Load(gram, 3)), ModelOf(gram, 3));
}

}  // namespace keylint

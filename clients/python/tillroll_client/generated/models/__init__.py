"""Contains all the data models used in inputs/outputs"""

from .acp_adjustment import AcpAdjustment
from .acp_adjustment_status import AcpAdjustmentStatus
from .acp_allocation import AcpAllocation
from .acp_applied_discount import AcpAppliedDiscount
from .acp_buyer import AcpBuyer
from .acp_buyer_account_type import AcpBuyerAccountType
from .acp_buyer_authentication_status import AcpBuyerAuthenticationStatus
from .acp_buyer_input import AcpBuyerInput
from .acp_cancellation import AcpCancellation
from .acp_capabilities import AcpCapabilities
from .acp_cart import AcpCart
from .acp_cart_buyer import AcpCartBuyer
from .acp_cart_creation import AcpCartCreation
from .acp_cart_creation_metadata import AcpCartCreationMetadata
from .acp_cart_update import AcpCartUpdate
from .acp_consent_option import AcpConsentOption
from .acp_coupon import AcpCoupon
from .acp_credential import AcpCredential
from .acp_discount_codes import AcpDiscountCodes
from .acp_discount_detail import AcpDiscountDetail
from .acp_discount_detail_source import AcpDiscountDetailSource
from .acp_discount_detail_type import AcpDiscountDetailType
from .acp_discounts import AcpDiscounts
from .acp_discovery import AcpDiscovery
from .acp_error_body import AcpErrorBody
from .acp_extension import AcpExtension
from .acp_extension_name import AcpExtensionName
from .acp_fulfillment import AcpFulfillment
from .acp_fulfillment_details import AcpFulfillmentDetails
from .acp_fulfillment_details_input import AcpFulfillmentDetailsInput
from .acp_fulfillment_event import AcpFulfillmentEvent
from .acp_fulfillment_group import AcpFulfillmentGroup
from .acp_fulfillment_group_destination_type import AcpFulfillmentGroupDestinationType
from .acp_fulfillment_group_input import AcpFulfillmentGroupInput
from .acp_fulfillment_group_input_destination_type import (
    AcpFulfillmentGroupInputDestinationType,
)
from .acp_fulfillment_option import AcpFulfillmentOption
from .acp_fulfillment_option_type import AcpFulfillmentOptionType
from .acp_fulfillment_type import AcpFulfillmentType
from .acp_instrument import AcpInstrument
from .acp_intent_trace import AcpIntentTrace
from .acp_interventions import AcpInterventions
from .acp_item import AcpItem
from .acp_item_input import AcpItemInput
from .acp_line import AcpLine
from .acp_location import AcpLocation
from .acp_marketing_consent import AcpMarketingConsent
from .acp_message import AcpMessage
from .acp_message_content_type import AcpMessageContentType
from .acp_message_severity import AcpMessageSeverity
from .acp_message_type import AcpMessageType
from .acp_option_selection import AcpOptionSelection
from .acp_option_selection_type import AcpOptionSelectionType
from .acp_order import AcpOrder
from .acp_order_line import AcpOrderLine
from .acp_order_line_status import AcpOrderLineStatus
from .acp_order_pieces import AcpOrderPieces
from .acp_order_quantity import AcpOrderQuantity
from .acp_order_total import AcpOrderTotal
from .acp_order_total_type import AcpOrderTotalType
from .acp_order_type import AcpOrderType
from .acp_payment import AcpPayment
from .acp_payment_capability import AcpPaymentCapability
from .acp_payment_handler import AcpPaymentHandler
from .acp_payment_handler_config import AcpPaymentHandlerConfig
from .acp_payment_handler_id import AcpPaymentHandlerId
from .acp_protocol import AcpProtocol
from .acp_rejected_code import AcpRejectedCode
from .acp_selected_option import AcpSelectedOption
from .acp_selected_option_type import AcpSelectedOptionType
from .acp_service_capabilities import AcpServiceCapabilities
from .acp_session import AcpSession
from .acp_session_completion import AcpSessionCompletion
from .acp_session_creation import AcpSessionCreation
from .acp_session_creation_capabilities import AcpSessionCreationCapabilities
from .acp_session_creation_metadata import AcpSessionCreationMetadata
from .acp_session_protocol import AcpSessionProtocol
from .acp_session_status import AcpSessionStatus
from .acp_session_update import AcpSessionUpdate
from .acp_session_v1 import AcpSessionV1
from .acp_session_v1_buyer_input import AcpSessionV1BuyerInput
from .acp_session_v1_completion import AcpSessionV1Completion
from .acp_session_v1_creation import AcpSessionV1Creation
from .acp_session_v1_creation_metadata import AcpSessionV1CreationMetadata
from .acp_session_v1_order import AcpSessionV1Order
from .acp_session_v1_status import AcpSessionV1Status
from .acp_session_v1_update import AcpSessionV1Update
from .acp_total import AcpTotal
from .acp_total_type import AcpTotalType
from .address_book_shape import AddressBookShape
from .address_shape import AddressShape
from .address_shown import AddressShown
from .adjustment_body import AdjustmentBody
from .adjustment_body_status import AdjustmentBodyStatus
from .adjustment_shown import AdjustmentShown
from .agreed_shape import AgreedShape
from .anchor_shape import AnchorShape
from .answer_sentence_shape import AnswerSentenceShape
from .answers_shape import AnswersShape
from .attempt_shape import AttemptShape
from .attempt_shape_outcome import AttemptShapeOutcome
from .blame_shape import BlameShape
from .blamed_shape import BlamedShape
from .catalogue_product import CatalogueProduct
from .catalogue_product_delivery import CatalogueProductDelivery
from .catalogue_products import CatalogueProducts
from .catalogue_shipping_option import CatalogueShippingOption
from .catalogue_shipping_option_kind import CatalogueShippingOptionKind
from .catalogue_shipping_options import CatalogueShippingOptions
from .catalogue_tax_rate import CatalogueTaxRate
from .catalogue_tax_rate_on import CatalogueTaxRateOn
from .catalogue_tax_rates import CatalogueTaxRates
from .certificate_shape import CertificateShape
from .certificate_shape_cause import CertificateShapeCause
from .check_shape import CheckShape
from .checkout_counts_shape import CheckoutCountsShape
from .checkout_counts_shape_fields import CheckoutCountsShapeFields
from .checkout_counts_shape_fields_additional_property import (
    CheckoutCountsShapeFieldsAdditionalProperty,
)
from .checkout_events_shape import CheckoutEventsShape
from .checkout_hits_shape import CheckoutHitsShape
from .checkout_record_shape import CheckoutRecordShape
from .checkout_shown import CheckoutShown
from .checkout_shown_stage import CheckoutShownStage
from .checks_shape import ChecksShape
from .claim_shape import ClaimShape
from .cloud_event import CloudEvent
from .cloud_event_datacontenttype import CloudEventDatacontenttype
from .cloud_event_specversion import CloudEventSpecversion
from .commit_body import CommitBody
from .confirmation_body import ConfirmationBody
from .confirmation_body_merchandise_or_services_type_0 import (
    ConfirmationBodyMerchandiseOrServicesType0,
)
from .console_session_shape import ConsoleSessionShape
from .count_shape import CountShape
from .customer_shown import CustomerShown
from .customer_shown_type import CustomerShownType
from .decided_on_shape import DecidedOnShape
from .deliveries_shape import DeliveriesShape
from .delivery_count_shape import DeliveryCountShape
from .delivery_count_shape_state import DeliveryCountShapeState
from .delivery_counts_shape import DeliveryCountsShape
from .delivery_request_shape import DeliveryRequestShape
from .delivery_shape import DeliveryShape
from .delivery_shape_state import DeliveryShapeState
from .delivery_shown import DeliveryShown
from .delivery_shown_kind import DeliveryShownKind
from .difference_shape import DifferenceShape
from .difference_shape_patch_item import DifferenceShapePatchItem
from .due_erasure_shape import DueErasureShape
from .due_erasures_shape import DueErasuresShape
from .entry_counts_shape import EntryCountsShape
from .erasable_book_shape import ErasableBookShape
from .erasable_checkout_shape import ErasableCheckoutShape
from .erasable_checkout_shape_stage import ErasableCheckoutShapeStage
from .erasable_checkouts_shape import ErasableCheckoutsShape
from .erased_key_shape import ErasedKeyShape
from .erasure_body import ErasureBody
from .erasures_shape import ErasuresShape
from .event_shape import EventShape
from .events_shape import EventsShape
from .events_window_shape import EventsWindowShape
from .evidence_body import EvidenceBody
from .evidence_body_audience import EvidenceBodyAudience
from .evidence_body_for import EvidenceBodyFor
from .evidence_body_reason_type_0 import EvidenceBodyReasonType0
from .evidence_summary_shape import EvidenceSummaryShape
from .evidence_summary_shape_hidden_parts import EvidenceSummaryShapeHiddenParts
from .expectation_body import ExpectationBody
from .expectation_body_method import ExpectationBodyMethod
from .expectation_shown import ExpectationShown
from .failed_body import FailedBody
from .fee_shown import FeeShown
from .field_history_shape import FieldHistoryShape
from .field_value_shape import FieldValueShape
from .figures_shape import FiguresShape
from .found_checkout_shape import FoundCheckoutShape
from .fulfilment_body import FulfilmentBody
from .fulfilment_shown import FulfilmentShown
from .header_shape import HeaderShape
from .history_checkouts_parked import HistoryCheckoutsParked
from .history_checkouts_refused import HistoryCheckoutsRefused
from .history_checkouts_status import HistoryCheckoutsStatus
from .history_counts_parked import HistoryCountsParked
from .history_counts_refused import HistoryCountsRefused
from .history_counts_status import HistoryCountsStatus
from .history_deliveries_state import HistoryDeliveriesState
from .history_figures_by import HistoryFiguresBy
from .history_search_order import HistorySearchOrder
from .history_search_status import HistorySearchStatus
from .history_stream_status import HistoryStreamStatus
from .history_timeline_money import HistoryTimelineMoney
from .identify_body import IdentifyBody
from .identify_body_type import IdentifyBodyType
from .known_address_shape import KnownAddressShape
from .lag_shape import LagShape
from .language_shape import LanguageShape
from .language_shape_known_by import LanguageShapeKnownBy
from .lifetime_shape import LifetimeShape
from .line_part import LinePart
from .line_shown import LineShown
from .line_shown_kind import LineShownKind
from .lookup_body import LookupBody
from .lookup_shape import LookupShape
from .lookup_shape_matched import LookupShapeMatched
from .mark_shape import MarkShape
from .money_shape import MoneyShape
from .no_fields import NoFields
from .no_opening_shape import NoOpeningShape
from .no_opening_shape_reason import NoOpeningShapeReason
from .obstacle_shown import ObstacleShown
from .order_line_shown import OrderLineShown
from .order_part_shown import OrderPartShown
from .order_shown import OrderShown
from .other_request_shape import OtherRequestShape
from .period_shape import PeriodShape
from .period_shape_events import PeriodShapeEvents
from .period_shape_refusals import PeriodShapeRefusals
from .person_export_body import PersonExportBody
from .person_export_shape import PersonExportShape
from .prior_body import PriorBody
from .problem import Problem
from .problem_errors_item import ProblemErrorsItem
from .proof_shape import ProofShape
from .provenance_shape import ProvenanceShape
from .purchase_body import PurchaseBody
from .purchase_shown import PurchaseShown
from .purchaser_shape import PurchaserShape
from .query_shape import QueryShape
from .question_answer_shape import QuestionAnswerShape
from .question_answer_shape_question import QuestionAnswerShapeQuestion
from .read_shape import ReadShape
from .read_shape_outcome_type_0 import ReadShapeOutcomeType0
from .reads_shape import ReadsShape
from .recent_reader_shape import RecentReaderShape
from .recent_readers_shape import RecentReadersShape
from .recorded_shape import RecordedShape
from .refund_due_shown import RefundDueShown
from .refund_due_shown_cause import RefundDueShownCause
from .refusal_proof_shape import RefusalProofShape
from .refusal_shape import RefusalShape
from .refusals_shape import RefusalsShape
from .refused_command_shape import RefusedCommandShape
from .refused_request_shape import RefusedRequestShape
from .released_shown import ReleasedShown
from .report_body import ReportBody
from .report_shown import ReportShown
from .request_call_shape import RequestCallShape
from .request_event_shape import RequestEventShape
from .request_event_shape_changes_item import RequestEventShapeChangesItem
from .request_refusal_shape import RequestRefusalShape
from .request_shape import RequestShape
from .requested_erasure_shape import RequestedErasureShape
from .requested_erasure_shape_cause import RequestedErasureShapeCause
from .session_address import SessionAddress
from .session_address_input import SessionAddressInput
from .session_buyer import SessionBuyer
from .session_link import SessionLink
from .session_v1_item import SessionV1Item
from .session_v1_item_input import SessionV1ItemInput
from .session_v1_line import SessionV1Line
from .session_v1_message import SessionV1Message
from .session_v1_message_content_type import SessionV1MessageContentType
from .session_v1_message_type import SessionV1MessageType
from .session_v1_option import SessionV1Option
from .session_v1_option_type import SessionV1OptionType
from .session_v1_payment import SessionV1Payment
from .session_v1_payment_provider import SessionV1PaymentProvider
from .session_v1_provider import SessionV1Provider
from .session_v1_provider_provider import SessionV1ProviderProvider
from .session_v1_total import SessionV1Total
from .session_v1_total_type import SessionV1TotalType
from .shop_answer_shape import ShopAnswerShape
from .shown_shape import ShownShape
from .shown_shape_customer_data import ShownShapeCustomerData
from .shown_shape_known_by import ShownShapeKnownBy
from .shown_shape_surface import ShownShapeSurface
from .state_set_checkout import StateSetCheckout
from .state_set_checkout_buyer_input import StateSetCheckoutBuyerInput
from .state_set_checkout_cancellation import StateSetCheckoutCancellation
from .state_set_checkout_completion import StateSetCheckoutCompletion
from .state_set_checkout_creation import StateSetCheckoutCreation
from .state_set_checkout_creation_metadata import StateSetCheckoutCreationMetadata
from .state_set_checkout_status import StateSetCheckoutStatus
from .state_set_checkout_update import StateSetCheckoutUpdate
from .state_set_error_body import StateSetErrorBody
from .state_set_failure import StateSetFailure
from .state_set_listed_checkout import StateSetListedCheckout
from .state_set_listed_checkout_status import StateSetListedCheckoutStatus
from .state_set_page import StateSetPage
from .state_set_payment import StateSetPayment
from .state_shape import StateShape
from .state_shape_state import StateShapeState
from .stateset_list_checkouts_status import StatesetListCheckoutsStatus
from .succeeded_body import SucceededBody
from .suggestion_shape import SuggestionShape
from .suggestion_shape_kind import SuggestionShapeKind
from .suggestions_shape import SuggestionsShape
from .svea_campaign import SveaCampaign
from .svea_cart import SveaCart
from .svea_cart_of_token import SveaCartOfToken
from .svea_error_entry import SveaErrorEntry
from .svea_failure import SveaFailure
from .svea_fallback_option import SveaFallbackOption
from .svea_identity_flags import SveaIdentityFlags
from .svea_merchant_settings import SveaMerchantSettings
from .svea_order_creation import SveaOrderCreation
from .svea_order_update import SveaOrderUpdate
from .svea_preset import SveaPreset
from .svea_preset_type_name import SveaPresetTypeName
from .svea_recurring_merchant_settings import SveaRecurringMerchantSettings
from .svea_recurring_order_creation import SveaRecurringOrderCreation
from .svea_recurring_token import SveaRecurringToken
from .svea_requirements import SveaRequirements
from .svea_row import SveaRow
from .svea_row_of_token import SveaRowOfToken
from .svea_row_of_token_row_type import SveaRowOfTokenRowType
from .svea_row_row_type import SveaRowRowType
from .svea_shipping_information import SveaShippingInformation
from .svea_shipping_information_tags import SveaShippingInformationTags
from .svea_shown_address import SveaShownAddress
from .svea_shown_address_of_token import SveaShownAddressOfToken
from .svea_shown_cart import SveaShownCart
from .svea_shown_cart_of_token import SveaShownCartOfToken
from .svea_shown_customer import SveaShownCustomer
from .svea_shown_customer_of_token import SveaShownCustomerOfToken
from .svea_shown_gui import SveaShownGui
from .svea_shown_gui_of_token import SveaShownGuiOfToken
from .svea_shown_order import SveaShownOrder
from .svea_shown_order_identity_flags_type_0 import SveaShownOrderIdentityFlagsType0
from .svea_shown_order_merchant_settings_type_0 import (
    SveaShownOrderMerchantSettingsType0,
)
from .svea_shown_order_of_token import SveaShownOrderOfToken
from .svea_shown_order_of_token_identity_flags_type_0 import (
    SveaShownOrderOfTokenIdentityFlagsType0,
)
from .svea_shown_order_of_token_merchant_settings_type_0 import (
    SveaShownOrderOfTokenMerchantSettingsType0,
)
from .svea_shown_order_of_token_preset_values_type_0_item import (
    SveaShownOrderOfTokenPresetValuesType0Item,
)
from .svea_shown_order_preset_values_type_0_item import (
    SveaShownOrderPresetValuesType0Item,
)
from .svea_shown_order_row import SveaShownOrderRow
from .svea_shown_order_row_of_token import SveaShownOrderRowOfToken
from .svea_shown_payment_info import SveaShownPaymentInfo
from .svea_shown_payment_info_of_token import SveaShownPaymentInfoOfToken
from .svea_shown_validation import SveaShownValidation
from .svea_shown_validation_of_token import SveaShownValidationOfToken
from .svea_token_change import SveaTokenChange
from .svea_token_change_status import SveaTokenChangeStatus
from .system_shape import SystemShape
from .tax_shown import TaxShown
from .timeline_shape import TimelineShape
from .timeline_window_shape import TimelineWindowShape
from .totals_shown import TotalsShown
from .ucp_address import UcpAddress
from .ucp_adjustment import UcpAdjustment
from .ucp_adjustment_status import UcpAdjustmentStatus
from .ucp_allocation import UcpAllocation
from .ucp_applied_discount import UcpAppliedDiscount
from .ucp_attribution import UcpAttribution
from .ucp_authorization import UcpAuthorization
from .ucp_billing_address import UcpBillingAddress
from .ucp_buyer import UcpBuyer
from .ucp_checkout import UcpCheckout
from .ucp_checkout_completion import UcpCheckoutCompletion
from .ucp_checkout_creation import UcpCheckoutCreation
from .ucp_checkout_payment import UcpCheckoutPayment
from .ucp_checkout_update import UcpCheckoutUpdate
from .ucp_consent import UcpConsent
from .ucp_consent_dev_ucp_consent_analytics import UcpConsentDevUcpConsentAnalytics
from .ucp_consent_dev_ucp_consent_marketing import UcpConsentDevUcpConsentMarketing
from .ucp_consent_dev_ucp_consent_preferences import UcpConsentDevUcpConsentPreferences
from .ucp_consent_dev_ucp_consent_sale_or_sharing import (
    UcpConsentDevUcpConsentSaleOrSharing,
)
from .ucp_context import UcpContext
from .ucp_credential import UcpCredential
from .ucp_credential_binding import UcpCredentialBinding
from .ucp_destination import UcpDestination
from .ucp_destination_input import UcpDestinationInput
from .ucp_discounts import UcpDiscounts
from .ucp_discounts_input import UcpDiscountsInput
from .ucp_error import UcpError
from .ucp_expectation import UcpExpectation
from .ucp_expectation_method_type import UcpExpectationMethodType
from .ucp_fulfillment import UcpFulfillment
from .ucp_fulfillment_event import UcpFulfillmentEvent
from .ucp_fulfillment_group import UcpFulfillmentGroup
from .ucp_fulfillment_input import UcpFulfillmentInput
from .ucp_fulfillment_method import UcpFulfillmentMethod
from .ucp_fulfillment_option import UcpFulfillmentOption
from .ucp_get_the_schema_of_the_instruments_of_a_payment_handler_response_200 import (
    UcpGetTheSchemaOfTheInstrumentsOfAPaymentHandlerResponse200,
)
from .ucp_group_input import UcpGroupInput
from .ucp_instrument import UcpInstrument
from .ucp_item import UcpItem
from .ucp_item_input import UcpItemInput
from .ucp_line import UcpLine
from .ucp_line_input import UcpLineInput
from .ucp_mandate import UcpMandate
from .ucp_message import UcpMessage
from .ucp_message_type import UcpMessageType
from .ucp_messages import UcpMessages
from .ucp_meta import UcpMeta
from .ucp_meta_capabilities_type_0 import UcpMetaCapabilitiesType0
from .ucp_meta_payment_handlers import UcpMetaPaymentHandlers
from .ucp_meta_payment_handlers_additional_property_item import (
    UcpMetaPaymentHandlersAdditionalPropertyItem,
)
from .ucp_method_input import UcpMethodInput
from .ucp_method_input_type import UcpMethodInputType
from .ucp_order import UcpOrder
from .ucp_order_destination import UcpOrderDestination
from .ucp_order_fulfillment import UcpOrderFulfillment
from .ucp_order_fulfillment_input import UcpOrderFulfillmentInput
from .ucp_order_input import UcpOrderInput
from .ucp_order_input_line_items_item import UcpOrderInputLineItemsItem
from .ucp_order_line import UcpOrderLine
from .ucp_order_line_status import UcpOrderLineStatus
from .ucp_order_link import UcpOrderLink
from .ucp_order_pieces import UcpOrderPieces
from .ucp_order_quantity import UcpOrderQuantity
from .ucp_payment_input import UcpPaymentInput
from .ucp_preferred_handler import UcpPreferredHandler
from .ucp_profile import UcpProfile
from .ucp_profile_payment import UcpProfilePayment
from .ucp_profile_signing_keys_item import UcpProfileSigningKeysItem
from .ucp_profile_ucp import UcpProfileUcp
from .ucp_rpc_answer import UcpRpcAnswer
from .ucp_rpc_answer_error import UcpRpcAnswerError
from .ucp_rpc_answer_result import UcpRpcAnswerResult
from .ucp_rpc_request import UcpRpcRequest
from .ucp_rpc_request_params import UcpRpcRequestParams
from .ucp_signals import UcpSignals
from .ucp_simulated_shipping import UcpSimulatedShipping
from .ucp_simulated_shipping_status import UcpSimulatedShippingStatus
from .ucp_total import UcpTotal
from .ucp_versioned import UcpVersioned
from .verdict_shape import VerdictShape
from .verdict_shape_displayed_type_0 import VerdictShapeDisplayedType0
from .verdict_shape_outcome import VerdictShapeOutcome
from .version_shape import VersionShape
from .versions_shape import VersionsShape
from .walley_callback import WalleyCallback
from .walley_callback_callback_types_item import WalleyCallbackCallbackTypesItem
from .walley_cart import WalleyCart
from .walley_cart_shipping_properties import WalleyCartShippingProperties
from .walley_changed_answer import WalleyChangedAnswer
from .walley_checkout_creation import WalleyCheckoutCreation
from .walley_checkout_creation_country_code import WalleyCheckoutCreationCountryCode
from .walley_checkout_creation_metadata import WalleyCheckoutCreationMetadata
from .walley_checkout_creation_shipping_properties import (
    WalleyCheckoutCreationShippingProperties,
)
from .walley_checkout_update import WalleyCheckoutUpdate
from .walley_checkout_update_metadata import WalleyCheckoutUpdateMetadata
from .walley_checkout_update_shipping_properties import (
    WalleyCheckoutUpdateShippingProperties,
)
from .walley_created import WalleyCreated
from .walley_created_answer import WalleyCreatedAnswer
from .walley_error_body import WalleyErrorBody
from .walley_error_entry import WalleyErrorEntry
from .walley_failure import WalleyFailure
from .walley_fee import WalleyFee
from .walley_fees import WalleyFees
from .walley_item import WalleyItem
from .walley_item_type import WalleyItemType
from .walley_prefill import WalleyPrefill
from .walley_prefilled_address import WalleyPrefilledAddress
from .walley_read_answer import WalleyReadAnswer
from .walley_reference import WalleyReference
from .walley_shown_address import WalleyShownAddress
from .walley_shown_business_customer_shape import WalleyShownBusinessCustomerShape
from .walley_shown_cart_shape import WalleyShownCartShape
from .walley_shown_checkout_information import WalleyShownCheckoutInformation
from .walley_shown_contact_information import WalleyShownContactInformation
from .walley_shown_customer_shape import WalleyShownCustomerShape
from .walley_shown_fee import WalleyShownFee
from .walley_shown_fees import WalleyShownFees
from .walley_shown_item import WalleyShownItem
from .walley_shown_order import WalleyShownOrder
from .walley_shown_purchase import WalleyShownPurchase
from .walley_token import WalleyToken
from .walley_token_error import WalleyTokenError
from .walley_token_request import WalleyTokenRequest
from .walley_token_request_grant_type import WalleyTokenRequestGrantType
from .walley_token_token_type import WalleyTokenTokenType
from .walley_update_metadata_body import WalleyUpdateMetadataBody
from .walley_update_metadata_of_store_body import WalleyUpdateMetadataOfStoreBody
from .walley_update_shipping_properties_body import WalleyUpdateShippingPropertiesBody
from .wanted_value_shape import WantedValueShape

__all__ = (
    "AcpAdjustment",
    "AcpAdjustmentStatus",
    "AcpAllocation",
    "AcpAppliedDiscount",
    "AcpBuyer",
    "AcpBuyerAccountType",
    "AcpBuyerAuthenticationStatus",
    "AcpBuyerInput",
    "AcpCancellation",
    "AcpCapabilities",
    "AcpCart",
    "AcpCartBuyer",
    "AcpCartCreation",
    "AcpCartCreationMetadata",
    "AcpCartUpdate",
    "AcpConsentOption",
    "AcpCoupon",
    "AcpCredential",
    "AcpDiscountCodes",
    "AcpDiscountDetail",
    "AcpDiscountDetailSource",
    "AcpDiscountDetailType",
    "AcpDiscounts",
    "AcpDiscovery",
    "AcpErrorBody",
    "AcpExtension",
    "AcpExtensionName",
    "AcpFulfillment",
    "AcpFulfillmentDetails",
    "AcpFulfillmentDetailsInput",
    "AcpFulfillmentEvent",
    "AcpFulfillmentGroup",
    "AcpFulfillmentGroupDestinationType",
    "AcpFulfillmentGroupInput",
    "AcpFulfillmentGroupInputDestinationType",
    "AcpFulfillmentOption",
    "AcpFulfillmentOptionType",
    "AcpFulfillmentType",
    "AcpInstrument",
    "AcpIntentTrace",
    "AcpInterventions",
    "AcpItem",
    "AcpItemInput",
    "AcpLine",
    "AcpLocation",
    "AcpMarketingConsent",
    "AcpMessage",
    "AcpMessageContentType",
    "AcpMessageSeverity",
    "AcpMessageType",
    "AcpOptionSelection",
    "AcpOptionSelectionType",
    "AcpOrder",
    "AcpOrderLine",
    "AcpOrderLineStatus",
    "AcpOrderPieces",
    "AcpOrderQuantity",
    "AcpOrderTotal",
    "AcpOrderTotalType",
    "AcpOrderType",
    "AcpPayment",
    "AcpPaymentCapability",
    "AcpPaymentHandler",
    "AcpPaymentHandlerConfig",
    "AcpPaymentHandlerId",
    "AcpProtocol",
    "AcpRejectedCode",
    "AcpSelectedOption",
    "AcpSelectedOptionType",
    "AcpServiceCapabilities",
    "AcpSession",
    "AcpSessionCompletion",
    "AcpSessionCreation",
    "AcpSessionCreationCapabilities",
    "AcpSessionCreationMetadata",
    "AcpSessionProtocol",
    "AcpSessionStatus",
    "AcpSessionUpdate",
    "AcpSessionV1",
    "AcpSessionV1BuyerInput",
    "AcpSessionV1Completion",
    "AcpSessionV1Creation",
    "AcpSessionV1CreationMetadata",
    "AcpSessionV1Order",
    "AcpSessionV1Status",
    "AcpSessionV1Update",
    "AcpTotal",
    "AcpTotalType",
    "AddressBookShape",
    "AddressShape",
    "AddressShown",
    "AdjustmentBody",
    "AdjustmentBodyStatus",
    "AdjustmentShown",
    "AgreedShape",
    "AnchorShape",
    "AnswerSentenceShape",
    "AnswersShape",
    "AttemptShape",
    "AttemptShapeOutcome",
    "BlameShape",
    "BlamedShape",
    "CatalogueProduct",
    "CatalogueProductDelivery",
    "CatalogueProducts",
    "CatalogueShippingOption",
    "CatalogueShippingOptionKind",
    "CatalogueShippingOptions",
    "CatalogueTaxRate",
    "CatalogueTaxRateOn",
    "CatalogueTaxRates",
    "CertificateShape",
    "CertificateShapeCause",
    "CheckShape",
    "CheckoutCountsShape",
    "CheckoutCountsShapeFields",
    "CheckoutCountsShapeFieldsAdditionalProperty",
    "CheckoutEventsShape",
    "CheckoutHitsShape",
    "CheckoutRecordShape",
    "CheckoutShown",
    "CheckoutShownStage",
    "ChecksShape",
    "ClaimShape",
    "CloudEvent",
    "CloudEventDatacontenttype",
    "CloudEventSpecversion",
    "CommitBody",
    "ConfirmationBody",
    "ConfirmationBodyMerchandiseOrServicesType0",
    "ConsoleSessionShape",
    "CountShape",
    "CustomerShown",
    "CustomerShownType",
    "DecidedOnShape",
    "DeliveriesShape",
    "DeliveryCountShape",
    "DeliveryCountShapeState",
    "DeliveryCountsShape",
    "DeliveryRequestShape",
    "DeliveryShape",
    "DeliveryShapeState",
    "DeliveryShown",
    "DeliveryShownKind",
    "DifferenceShape",
    "DifferenceShapePatchItem",
    "DueErasureShape",
    "DueErasuresShape",
    "EntryCountsShape",
    "ErasableBookShape",
    "ErasableCheckoutShape",
    "ErasableCheckoutShapeStage",
    "ErasableCheckoutsShape",
    "ErasedKeyShape",
    "ErasureBody",
    "ErasuresShape",
    "EventShape",
    "EventsShape",
    "EventsWindowShape",
    "EvidenceBody",
    "EvidenceBodyAudience",
    "EvidenceBodyFor",
    "EvidenceBodyReasonType0",
    "EvidenceSummaryShape",
    "EvidenceSummaryShapeHiddenParts",
    "ExpectationBody",
    "ExpectationBodyMethod",
    "ExpectationShown",
    "FailedBody",
    "FeeShown",
    "FieldHistoryShape",
    "FieldValueShape",
    "FiguresShape",
    "FoundCheckoutShape",
    "FulfilmentBody",
    "FulfilmentShown",
    "HeaderShape",
    "HistoryCheckoutsParked",
    "HistoryCheckoutsRefused",
    "HistoryCheckoutsStatus",
    "HistoryCountsParked",
    "HistoryCountsRefused",
    "HistoryCountsStatus",
    "HistoryDeliveriesState",
    "HistoryFiguresBy",
    "HistorySearchOrder",
    "HistorySearchStatus",
    "HistoryStreamStatus",
    "HistoryTimelineMoney",
    "IdentifyBody",
    "IdentifyBodyType",
    "KnownAddressShape",
    "LagShape",
    "LanguageShape",
    "LanguageShapeKnownBy",
    "LifetimeShape",
    "LinePart",
    "LineShown",
    "LineShownKind",
    "LookupBody",
    "LookupShape",
    "LookupShapeMatched",
    "MarkShape",
    "MoneyShape",
    "NoFields",
    "NoOpeningShape",
    "NoOpeningShapeReason",
    "ObstacleShown",
    "OrderLineShown",
    "OrderPartShown",
    "OrderShown",
    "OtherRequestShape",
    "PeriodShape",
    "PeriodShapeEvents",
    "PeriodShapeRefusals",
    "PersonExportBody",
    "PersonExportShape",
    "PriorBody",
    "Problem",
    "ProblemErrorsItem",
    "ProofShape",
    "ProvenanceShape",
    "PurchaseBody",
    "PurchaseShown",
    "PurchaserShape",
    "QueryShape",
    "QuestionAnswerShape",
    "QuestionAnswerShapeQuestion",
    "ReadShape",
    "ReadShapeOutcomeType0",
    "ReadsShape",
    "RecentReaderShape",
    "RecentReadersShape",
    "RecordedShape",
    "RefundDueShown",
    "RefundDueShownCause",
    "RefusalProofShape",
    "RefusalShape",
    "RefusalsShape",
    "RefusedCommandShape",
    "RefusedRequestShape",
    "ReleasedShown",
    "ReportBody",
    "ReportShown",
    "RequestCallShape",
    "RequestEventShape",
    "RequestEventShapeChangesItem",
    "RequestRefusalShape",
    "RequestShape",
    "RequestedErasureShape",
    "RequestedErasureShapeCause",
    "SessionAddress",
    "SessionAddressInput",
    "SessionBuyer",
    "SessionLink",
    "SessionV1Item",
    "SessionV1ItemInput",
    "SessionV1Line",
    "SessionV1Message",
    "SessionV1MessageContentType",
    "SessionV1MessageType",
    "SessionV1Option",
    "SessionV1OptionType",
    "SessionV1Payment",
    "SessionV1PaymentProvider",
    "SessionV1Provider",
    "SessionV1ProviderProvider",
    "SessionV1Total",
    "SessionV1TotalType",
    "ShopAnswerShape",
    "ShownShape",
    "ShownShapeCustomerData",
    "ShownShapeKnownBy",
    "ShownShapeSurface",
    "StateSetCheckout",
    "StateSetCheckoutBuyerInput",
    "StateSetCheckoutCancellation",
    "StateSetCheckoutCompletion",
    "StateSetCheckoutCreation",
    "StateSetCheckoutCreationMetadata",
    "StateSetCheckoutStatus",
    "StateSetCheckoutUpdate",
    "StateSetErrorBody",
    "StateSetFailure",
    "StateSetListedCheckout",
    "StateSetListedCheckoutStatus",
    "StateSetPage",
    "StateSetPayment",
    "StateShape",
    "StateShapeState",
    "StatesetListCheckoutsStatus",
    "SucceededBody",
    "SuggestionShape",
    "SuggestionShapeKind",
    "SuggestionsShape",
    "SveaCampaign",
    "SveaCart",
    "SveaCartOfToken",
    "SveaErrorEntry",
    "SveaFailure",
    "SveaFallbackOption",
    "SveaIdentityFlags",
    "SveaMerchantSettings",
    "SveaOrderCreation",
    "SveaOrderUpdate",
    "SveaPreset",
    "SveaPresetTypeName",
    "SveaRecurringMerchantSettings",
    "SveaRecurringOrderCreation",
    "SveaRecurringToken",
    "SveaRequirements",
    "SveaRow",
    "SveaRowOfToken",
    "SveaRowOfTokenRowType",
    "SveaRowRowType",
    "SveaShippingInformation",
    "SveaShippingInformationTags",
    "SveaShownAddress",
    "SveaShownAddressOfToken",
    "SveaShownCart",
    "SveaShownCartOfToken",
    "SveaShownCustomer",
    "SveaShownCustomerOfToken",
    "SveaShownGui",
    "SveaShownGuiOfToken",
    "SveaShownOrder",
    "SveaShownOrderIdentityFlagsType0",
    "SveaShownOrderMerchantSettingsType0",
    "SveaShownOrderOfToken",
    "SveaShownOrderOfTokenIdentityFlagsType0",
    "SveaShownOrderOfTokenMerchantSettingsType0",
    "SveaShownOrderOfTokenPresetValuesType0Item",
    "SveaShownOrderPresetValuesType0Item",
    "SveaShownOrderRow",
    "SveaShownOrderRowOfToken",
    "SveaShownPaymentInfo",
    "SveaShownPaymentInfoOfToken",
    "SveaShownValidation",
    "SveaShownValidationOfToken",
    "SveaTokenChange",
    "SveaTokenChangeStatus",
    "SystemShape",
    "TaxShown",
    "TimelineShape",
    "TimelineWindowShape",
    "TotalsShown",
    "UcpAddress",
    "UcpAdjustment",
    "UcpAdjustmentStatus",
    "UcpAllocation",
    "UcpAppliedDiscount",
    "UcpAttribution",
    "UcpAuthorization",
    "UcpBillingAddress",
    "UcpBuyer",
    "UcpCheckout",
    "UcpCheckoutCompletion",
    "UcpCheckoutCreation",
    "UcpCheckoutPayment",
    "UcpCheckoutUpdate",
    "UcpConsent",
    "UcpConsentDevUcpConsentAnalytics",
    "UcpConsentDevUcpConsentMarketing",
    "UcpConsentDevUcpConsentPreferences",
    "UcpConsentDevUcpConsentSaleOrSharing",
    "UcpContext",
    "UcpCredential",
    "UcpCredentialBinding",
    "UcpDestination",
    "UcpDestinationInput",
    "UcpDiscounts",
    "UcpDiscountsInput",
    "UcpError",
    "UcpExpectation",
    "UcpExpectationMethodType",
    "UcpFulfillment",
    "UcpFulfillmentEvent",
    "UcpFulfillmentGroup",
    "UcpFulfillmentInput",
    "UcpFulfillmentMethod",
    "UcpFulfillmentOption",
    "UcpGetTheSchemaOfTheInstrumentsOfAPaymentHandlerResponse200",
    "UcpGroupInput",
    "UcpInstrument",
    "UcpItem",
    "UcpItemInput",
    "UcpLine",
    "UcpLineInput",
    "UcpMandate",
    "UcpMessage",
    "UcpMessageType",
    "UcpMessages",
    "UcpMeta",
    "UcpMetaCapabilitiesType0",
    "UcpMetaPaymentHandlers",
    "UcpMetaPaymentHandlersAdditionalPropertyItem",
    "UcpMethodInput",
    "UcpMethodInputType",
    "UcpOrder",
    "UcpOrderDestination",
    "UcpOrderFulfillment",
    "UcpOrderFulfillmentInput",
    "UcpOrderInput",
    "UcpOrderInputLineItemsItem",
    "UcpOrderLine",
    "UcpOrderLineStatus",
    "UcpOrderLink",
    "UcpOrderPieces",
    "UcpOrderQuantity",
    "UcpPaymentInput",
    "UcpPreferredHandler",
    "UcpProfile",
    "UcpProfilePayment",
    "UcpProfileSigningKeysItem",
    "UcpProfileUcp",
    "UcpRpcAnswer",
    "UcpRpcAnswerError",
    "UcpRpcAnswerResult",
    "UcpRpcRequest",
    "UcpRpcRequestParams",
    "UcpSignals",
    "UcpSimulatedShipping",
    "UcpSimulatedShippingStatus",
    "UcpTotal",
    "UcpVersioned",
    "VerdictShape",
    "VerdictShapeDisplayedType0",
    "VerdictShapeOutcome",
    "VersionShape",
    "VersionsShape",
    "WalleyCallback",
    "WalleyCallbackCallbackTypesItem",
    "WalleyCart",
    "WalleyCartShippingProperties",
    "WalleyChangedAnswer",
    "WalleyCheckoutCreation",
    "WalleyCheckoutCreationCountryCode",
    "WalleyCheckoutCreationMetadata",
    "WalleyCheckoutCreationShippingProperties",
    "WalleyCheckoutUpdate",
    "WalleyCheckoutUpdateMetadata",
    "WalleyCheckoutUpdateShippingProperties",
    "WalleyCreated",
    "WalleyCreatedAnswer",
    "WalleyErrorBody",
    "WalleyErrorEntry",
    "WalleyFailure",
    "WalleyFee",
    "WalleyFees",
    "WalleyItem",
    "WalleyItemType",
    "WalleyPrefill",
    "WalleyPrefilledAddress",
    "WalleyReadAnswer",
    "WalleyReference",
    "WalleyShownAddress",
    "WalleyShownBusinessCustomerShape",
    "WalleyShownCartShape",
    "WalleyShownCheckoutInformation",
    "WalleyShownContactInformation",
    "WalleyShownCustomerShape",
    "WalleyShownFee",
    "WalleyShownFees",
    "WalleyShownItem",
    "WalleyShownOrder",
    "WalleyShownPurchase",
    "WalleyToken",
    "WalleyTokenError",
    "WalleyTokenRequest",
    "WalleyTokenRequestGrantType",
    "WalleyTokenTokenType",
    "WalleyUpdateMetadataBody",
    "WalleyUpdateMetadataOfStoreBody",
    "WalleyUpdateShippingPropertiesBody",
    "WantedValueShape",
)

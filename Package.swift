// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "thongbao",
  products: [
    .library(name: "NoticeText", targets: ["NoticeText"]),
    .library(name: "NoticeIntake", targets: ["NoticeIntake"]),
    .library(name: "NoticeGrammar", targets: ["NoticeGrammar"]),
    .library(name: "NoticeIndex", targets: ["NoticeIndex"]),
    .library(name: "NoticeSearch", targets: ["NoticeSearch"]),
    .library(name: "NoticeArchive", targets: ["NoticeArchive"]),
    .executable(name: "thongbao", targets: ["ThongbaoCLI"]),
    .executable(name: "thongbao-serve", targets: ["ThongbaoWeb"]),
  ],
  traits: [
    .trait(name: "Web", description: "Builds thongbao-serve, and what it is built on.")
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", .upToNextMinor(from: "1.8.2")),
    .package(url: "https://github.com/swiftlang/swift-subprocess", .upToNextMinor(from: "1.0.2"), traits: []),
    // The server's alone: nothing of these is even fetched without the trait.
    .package(url: "https://github.com/hummingbird-project/hummingbird", .upToNextMinor(from: "2.28.1")),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", .upToNextMinor(from: "2.1.1")),
    .package(url: "https://github.com/apple/swift-log", .upToNextMinor(from: "1.16.2")),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", .upToNextMinor(from: "2.13.0")),
  ],
  targets: [
    // C libraries of the system, each behind a header that shows none of its own types.
    .target(name: "CICU", linkerSettings: [.linkedLibrary("icuuc")]),
    .target(name: "CCrypto", linkerSettings: [.linkedLibrary("crypto")]),
    .target(name: "CZstd", linkerSettings: [.linkedLibrary("zstd")]),
    .target(name: "CXXHash", linkerSettings: [.linkedLibrary("xxhash")]),
    .target(name: "CSimdJSON", linkerSettings: [.linkedLibrary("simdjson")]),
    .target(name: "CTOML"),
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev", "pkg-config"])]),
    .target(name: "CXML", dependencies: ["CLibXML2"]),
    .target(name: "CArchive", linkerSettings: [.linkedLibrary("archive")]),
    // The lexicons, embedded: a moved binary still has them.
    .target(name: "NoticeData", exclude: ["data", "model", "report", "web"]),
    // The pipeline, in the order of the data.
    .target(name: "NoticeText", dependencies: ["CICU", "NoticeData"]),
    .target(
      name: "NoticeIntake",
      dependencies: [
        "CArchive", "CCrypto", "CXML", "NoticeText",
        .product(name: "Subprocess", package: "swift-subprocess"),
      ]),
    .target(name: "NoticeGrammar", dependencies: ["NoticeText", "NoticeData"]),
    .target(name: "NoticeIndex", dependencies: ["CZstd", "CXXHash", "CICU", "NoticeText"]),
    .target(name: "NoticeSearch", dependencies: ["NoticeText", "NoticeIndex"]),
    .target(
      name: "NoticeArchive",
      dependencies: [
        "CSimdJSON", "CTOML", "CXXHash", "NoticeData", "NoticeText", "NoticeIntake", "NoticeGrammar",
        "NoticeIndex", "NoticeSearch",
      ]),
    .executableTarget(
      name: "ThongbaoCLI",
      dependencies: [
        "NoticeArchive", "NoticeGrammar", "NoticeIndex", "NoticeIntake", "NoticeSearch", "NoticeText",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    // The server, behind the trait: without it, it says only that it is not there.
    .executableTarget(
      name: "ThongbaoWeb",
      dependencies: [
        "NoticeArchive", "NoticeData", "NoticeGrammar", "NoticeIndex", "NoticeIntake", "NoticeSearch",
        "NoticeText",
        .product(name: "Hummingbird", package: "hummingbird", condition: .when(traits: ["Web"])),
        .product(name: "HummingbirdCore", package: "hummingbird", condition: .when(traits: ["Web"])),
        .product(name: "Mustache", package: "swift-mustache", condition: .when(traits: ["Web"])),
        .product(name: "Logging", package: "swift-log", condition: .when(traits: ["Web"])),
        .product(
          name: "UnixSignals", package: "swift-service-lifecycle",
          condition: .when(traits: ["Web"])),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    // Measures every step; plain, so that it sees what is `package`.
    .executableTarget(
      name: "PipelineBenchmarks",
      dependencies: ["CICU", "NoticeArchive", "NoticeGrammar", "NoticeIntake", "NoticeText"],
      path: "Benchmarks/PipelineBenchmarks"),
    // Measures questions about tasks and references, over an archive of made notices.
    .executableTarget(
      name: "ArchiveBenchmarks",
      dependencies: [
        "NoticeArchive", "NoticeGrammar", "NoticeIndex", "NoticeIntake", "NoticeSearch", "NoticeText",
      ],
      path: "Benchmarks/ArchiveBenchmarks"),
    // Tests mirror the modules; PipelineTests run whole notices.
    .target(
      name: "TestSupport",
      dependencies: [
        "NoticeArchive", "NoticeGrammar", "NoticeIndex", "NoticeIntake", "NoticeSearch", "NoticeText",
      ],
      path: "Tests/TestSupport"),
    .testTarget(name: "NoticeTextTests", dependencies: ["NoticeText", "TestSupport"]),
    .testTarget(name: "NoticeIntakeTests", dependencies: ["NoticeIntake", "TestSupport"]),
    .testTarget(name: "NoticeGrammarTests", dependencies: ["NoticeGrammar", "TestSupport"]),
    .testTarget(name: "NoticeIndexTests", dependencies: ["NoticeIndex", "NoticeSearch", "TestSupport"]),
    .testTarget(name: "NoticeSearchTests", dependencies: ["NoticeSearch", "NoticeIndex", "TestSupport"]),
    .testTarget(
      name: "NoticeArchiveTests",
      dependencies: ["NoticeArchive", "NoticeIndex", "NoticeIntake", "TestSupport"]),
    .testTarget(
      name: "CLITests",
      dependencies: [
        "ThongbaoCLI", "NoticeArchive", "NoticeGrammar", "NoticeIndex", "NoticeIntake", "NoticeSearch",
        "NoticeText",
        "TestSupport",
      ]),
    .testTarget(
      name: "WebTests",
      dependencies: [
        "ThongbaoWeb", "NoticeArchive", "NoticeGrammar", "NoticeIndex", "NoticeIntake", "NoticeSearch",
        "NoticeText", "TestSupport",
      ]),
    .testTarget(
      name: "PipelineTests",
      dependencies: [
        "NoticeArchive", "NoticeGrammar", "NoticeIndex", "NoticeIntake", "NoticeSearch", "NoticeText",
        "TestSupport",
      ]),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .gnu2x,
  cxxLanguageStandard: .cxx17
)

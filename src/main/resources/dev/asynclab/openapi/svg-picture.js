// Shows an SVG answer as a picture, where Swagger UI shows its source.
const SvgPicture = (system) => ({
  wrapComponents: {
    responseBody: (Original) => (props) =>
      /^image\/svg/i.test(props.contentType ?? "") && typeof props.content === "string"
        ? system.React.createElement("img", {
            src: "data:image/svg+xml;charset=utf-8," + encodeURIComponent(props.content),
            alt: "The answer, drawn",
            style: { maxWidth: "100%" },
          })
        : system.React.createElement(Original, props),
  },
});
